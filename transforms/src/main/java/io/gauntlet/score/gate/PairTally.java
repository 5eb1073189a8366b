package io.gauntlet.score.gate;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.StudyWeights;
import io.gauntlet.score.tally.Decision;
import io.gauntlet.score.tally.DecisionCounts;
import java.io.Serializable;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Two runs counted study by study in one cell: over the studies that both have, as they are and
 * over each resample of a bootstrap. What is merged in any order is the same. Not thread-safe.
 */
public final class PairTally implements Serializable {
  private static final long serialVersionUID = 1;
  private static final BinomialTest MORE_THAN_HALF =
      BinomialTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);

  private final DecisionCounts baseline = new DecisionCounts();
  private final DecisionCounts candidate = new DecisionCounts();
  private ConfusionMatrix wholeCandidate = ConfusionMatrix.EMPTY;
  private long studies;
  private long worse;
  private long better;
  private long onlyBaseline;
  private long onlyCandidate;

  /**
   * Counts one more study.
   *
   * @param seed of the bootstrap
   */
  public void add(StudyPair pair, long seed) {
    for (Decision decision : pair.candidate()) {
      wholeCandidate = wholeCandidate.observe(decision.abnormal(), decision.attackedAbnormal());
    }
    if (!pair.isPaired()) {
      onlyBaseline += pair.candidate().isEmpty() ? 1 : 0;
      onlyCandidate += pair.baseline().isEmpty() ? 1 : 0;
      return;
    }
    byte[] weights = StudyWeights.of(pair.uid(), seed);
    pair.baseline().forEach(decision -> baseline.add(weights, decision));
    pair.candidate().forEach(decision -> candidate.add(weights, decision));
    studies++;
    worse += pair.change() < 0 ? 1 : 0;
    better += pair.change() > 0 ? 1 : 0;
  }

  /** Adds what the other counted. */
  public void merge(PairTally other) {
    baseline.merge(other.baseline);
    candidate.merge(other.candidate);
    wholeCandidate = wholeCandidate.plus(other.wholeCandidate);
    studies += other.studies;
    worse += other.worse;
    better += other.better;
    onlyBaseline += other.onlyBaseline;
    onlyCandidate += other.onlyCandidate;
  }

  /** Decisions of the baseline on the studies that both runs have. */
  DecisionCounts baseline() {
    return baseline;
  }

  /** Decisions of the candidate on the studies that both runs have. */
  DecisionCounts candidate() {
    return candidate;
  }

  /** Whether the studies that both runs have are of the class that a metric is of. */
  boolean has(Metric metric) {
    return !Double.isNaN(Gate.figure(metric, candidate).value());
  }

  /** Decisions of the candidate on all its studies. */
  ConfusionMatrix wholeCandidate() {
    return wholeCandidate;
  }

  /** Whether the baseline has any study. */
  boolean hasBaseline() {
    return studies + onlyBaseline > 0;
  }

  /** Whether the candidate has any study. */
  boolean hasCandidate() {
    return studies + onlyCandidate > 0;
  }

  /** Studies that both runs have. */
  long studies() {
    return studies;
  }

  /** Studies that the baseline has alone. */
  long onlyBaseline() {
    return onlyBaseline;
  }

  /** Studies that the candidate has alone. */
  long onlyCandidate() {
    return onlyCandidate;
  }

  /**
   * One-sided p of an accuracy that did not fall: McNemar's exact test (1947), which asks of the
   * studies that changed how likely so many of them got worse if worse and better were as likely.
   * With replicas a study changes when the share of them that is right does: the sign test, of
   * which McNemar's is the case of one replica. 1 where nothing changed.
   */
  double pOfNoWorseAccuracy() {
    long changed = worse + better;
    return changed == 0
        ? 1
        : MORE_THAN_HALF.test(Math.toIntExact(changed), Math.toIntExact(worse), 0.5).getPValue();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairTally that
        && baseline.equals(that.baseline)
        && candidate.equals(that.candidate)
        && wholeCandidate.equals(that.wholeCandidate)
        && studies == that.studies
        && worse == that.worse
        && better == that.better
        && onlyBaseline == that.onlyBaseline
        && onlyCandidate == that.onlyCandidate;
  }

  @Override
  public int hashCode() {
    return 31 * baseline.hashCode() + candidate.hashCode();
  }
}
