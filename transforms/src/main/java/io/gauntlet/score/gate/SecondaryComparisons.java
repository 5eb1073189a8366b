package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.pair.Drop;
import io.gauntlet.score.pair.Drops;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What is compared beside the primaries: it decides nothing, and says where to look.
 *
 * @param policy with the cells and metrics that are compared
 * @param cells of both runs
 */
record SecondaryComparisons(GatePolicy policy, SortedMap<PairKey, PairTally> cells) {

  /** Whether a cell is compared. */
  static boolean counts(GatePolicy policy, CellKey cell) {
    return policy.cells().stream().anyMatch(pattern -> pattern.matches(cell));
  }

  /** Each metric of each cell that both runs have. */
  ImmutableList<CellVerdict> compare() {
    List<CellVerdict> all = new ArrayList<>();
    cells.forEach(
        (key, tally) -> {
          if (counts(policy, key.cell()) && tally.studies() > 0) {
            policy.metrics().forEach(metric -> all.add(compare(key, tally, metric)));
          }
        });
    int[] tested =
        IntStream.range(0, all.size()).filter(i -> !Double.isNaN(all.get(i).p())).toArray();
    double[] corrected =
        Holm.correct(Arrays.stream(tested).mapToDouble(i -> all.get(i).p()).toArray());
    for (int i = 0; i < tested.length; i++) {
      all.set(tested[i], all.get(tested[i]).toBuilder().correctedP(corrected[i]).build());
    }
    return ImmutableList.copyOf(all);
  }

  private static CellVerdict compare(PairKey key, PairTally tally, ComparedMetric metric) {
    CellVerdict.Builder verdict =
        CellVerdict.builder()
            .key(key.cell())
            .slice(key.slice())
            .metric(metric)
            .studies(tally.studies());
    if (!metric.mayBePrimary()) {
      ToDoubleFunction<ConfusionMatrix> figure =
          tally.traits().isOfTwo() ? figure(metric) : decisions -> Double.NaN;
      double reference = figure.applyAsDouble(tally.reference());
      double candidate = figure.applyAsDouble(tally.candidate());
      return verdict
          .reference(reference)
          .candidate(candidate)
          .drop(Estimate.of(reference - candidate))
          .p(Double.isNaN(reference) ? Double.NaN : Drops.pOfNoWorse(tally, figure))
          .build();
    }
    Optional<Drop> drop = Drops.of(tally, metric);
    drop.ifPresent(
        found ->
            verdict
                .studies(found.studies())
                .reference(found.reference())
                .candidate(found.candidate())
                .drop(found.interval())
                .p(found.pOfNoWorse()));
    return verdict.build();
  }

  private static ToDoubleFunction<ConfusionMatrix> figure(ComparedMetric metric) {
    return switch (metric) {
      case F1 -> ConfusionMatrix::f1;
      case NORMAL_F1 -> ConfusionMatrix::normalF1;
      case MACRO_F1 -> ConfusionMatrix::macroF1;
      default -> throw new IllegalArgumentException(metric.key() + " has a drop of its own");
    };
  }
}
