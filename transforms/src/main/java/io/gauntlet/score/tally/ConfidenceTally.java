package io.gauntlet.score.tally;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Replicates;
import io.gauntlet.score.stats.StudyWeights;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The probability of the class that is decided on, over the studies as they are and over each
 * resample, in whole units, so that parts add up in any order. Not thread-safe.
 */
final class ConfidenceTally implements Serializable {
  private static final long serialVersionUID = 1;

  /** A probability is counted in units of this. */
  private static final double UNIT = 0x1p-30;

  private final long[] after = new long[StudyWeights.RESAMPLES + 1];
  private final long[] change = new long[StudyWeights.RESAMPLES + 1];
  private final long[] studies = new long[StudyWeights.RESAMPLES + 1];

  /** Counts one more outcome, so often as each resample has its study. */
  void add(byte[] weights, Outcome outcome) {
    long sure = units(outcome, outcome.getAdversarialLogits());
    long before = units(outcome, outcome.getCleanLogits());
    for (int sample = 0; sample < weights.length; sample++) {
      after[sample] += weights[sample] * sure;
      change[sample] += weights[sample] * (sure - before);
      studies[sample] += weights[sample];
    }
  }

  private static long units(Outcome outcome, List<Float> logits) {
    return Math.round(OutcomeLogits.confidence(outcome, logits) / UNIT);
  }

  /** Adds what the other counted. */
  void merge(ConfidenceTally other) {
    for (int sample = 0; sample < after.length; sample++) {
      after[sample] += other.after[sample];
      change[sample] += other.change[sample];
      studies[sample] += other.studies[sample];
    }
  }

  /** The mean under attack. */
  Estimate mean() {
    return meanOf(after);
  }

  /** The mean of what the attack changes, study by study. */
  Estimate meanChange() {
    return meanOf(change);
  }

  private Estimate meanOf(long[] units) {
    return Replicates.of(i -> units[i] * UNIT / studies[i]).estimate();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfidenceTally that
        && Arrays.equals(after, that.after)
        && Arrays.equals(change, that.change)
        && Arrays.equals(studies, that.studies);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(after);
  }
}
