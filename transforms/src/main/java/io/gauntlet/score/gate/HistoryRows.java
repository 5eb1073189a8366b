package io.gauntlet.score.gate;

import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A night's scorecard as rows of a table, one a cell. */
public final class HistoryRows {
  private HistoryRows() {}

  /**
   * The rows of a night: every cell, of transfer and of each replica too.
   *
   * @param verdict on the night's run
   * @param run its folder and data
   * @param night when it was decided on
   */
  public static List<HistoryRow> of(
      Scorecard scorecard, Verdict verdict, RunFacts run, Instant night) {
    return Stream.of(scorecard.cells(), scorecard.transfer(), scorecard.replicas())
        .flatMap(List::stream)
        .map(cell -> row(cell, verdict, run, night))
        .toList();
  }

  private static HistoryRow row(ScorecardCell cell, Verdict verdict, RunFacts run, Instant night) {
    Estimate accuracy = cell.estimate(Metric.ACCURACY);
    Estimate f1 = cell.estimate(Metric.F1);
    Estimate success = cell.estimate(Metric.ATTACK_SUCCESS_RATE);
    return HistoryRow.newBuilder()
        .setNight(night)
        .setRun(run.folder())
        .setDataDigest(run.dataDigest() == null ? "" : run.dataDigest())
        .setVictim(cell.victim())
        .setAttack(cell.attack())
        .setGenerator(cell.generator())
        .setReplica(cell.key().replica())
        .setN(cell.n())
        .setAccuracy(orNull(accuracy.value()))
        .setAccuracyLow(orNull(accuracy.low()))
        .setAccuracyHigh(orNull(accuracy.high()))
        .setF1(orNull(f1.value()))
        .setF1Low(orNull(f1.low()))
        .setF1High(orNull(f1.high()))
        .setAttackSuccessRate(orNull(success.value()))
        .setAttackSuccessRateLow(orNull(success.low()))
        .setAttackSuccessRateHigh(orNull(success.high()))
        .setVerdict(verdict.status().name())
        .setPassed(passed(cell.key(), verdict))
        .build();
  }

  private static @Nullable Boolean passed(CellKey key, Verdict verdict) {
    List<PrimaryResult> made =
        verdict.primaries().stream().filter(primary -> primary.key().equals(key)).toList();
    return made.isEmpty()
        ? null
        : (Boolean)
            made.stream().allMatch(primary -> primary.status() == PrimaryResult.Status.PASS);
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
