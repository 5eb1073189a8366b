package io.gauntlet.score.tally;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Replicates;
import io.gauntlet.score.stats.StudyWeights;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Decisions of a victim, counted over the studies as they are and over each resample of a
 * bootstrap. Counts are exact, so that what is merged in any order is the same. Not thread-safe.
 */
public final class DecisionCounts implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int SAMPLES = StudyWeights.RESAMPLES + 1;
  private static final int KINDS = 8;
  private static final int ABNORMAL = 4;
  private static final int CALLED_ABNORMAL = 2;
  private static final int RIGHT_WHEN_CLEAN = 1;
  private static final Replicates NONE = Replicates.of(i -> Double.NaN);

  /** By kind of decision, then by sample: a study adds to one run of neighbours. */
  private final int[] counts = new int[KINDS * SAMPLES];

  /**
   * Counts one more decision.
   *
   * @param weights of its study
   */
  public void add(byte[] weights, Decision decision) {
    int kind =
        (decision.abnormal() ? ABNORMAL : 0)
            + (decision.attackedAbnormal() ? CALLED_ABNORMAL : 0)
            + (decision.wasRight() ? RIGHT_WHEN_CLEAN : 0);
    int start = kind * SAMPLES;
    for (int sample = 0; sample < SAMPLES; sample++) {
      counts[start + sample] += weights[sample];
    }
  }

  /** Adds what the other counted. */
  public void merge(DecisionCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Decisions under attack over the studies as they are. */
  ConfusionMatrix confusion() {
    return confusion(0);
  }

  /** Decisions that were right before the attack. */
  long firstRight() {
    return firstRight(0);
  }

  /** Those of them that were wrong after it. */
  long broken() {
    return broken(0);
  }

  public Replicates accuracy() {
    return Replicates.of(i -> confusion(i).accuracy());
  }

  /** F1 of the abnormal class; none where no study is abnormal. */
  public Replicates f1() {
    return confusion().abnormal() == 0 ? NONE : Replicates.of(i -> f1(confusion(i)));
  }

  /** F1 of the normal class; none where no study is normal. */
  public Replicates normalF1() {
    return confusion().normal() == 0 ? NONE : Replicates.of(i -> normalF1(confusion(i)));
  }

  /** The mean of the F1 of the classes that there are. */
  public Replicates macroF1() {
    if (confusion().normal() == 0) {
      return f1();
    }
    return confusion().abnormal() == 0 ? normalF1() : f1().plus(normalF1()).times(0.5);
  }

  /** F1 of the abnormal class in a sample; NaN where no study is abnormal, nor called so. */
  double f1At(int sample) {
    return f1(confusion(sample));
  }

  /** Recall of the abnormal class in a sample; NaN where no study is abnormal. */
  double recallAt(int sample) {
    return confusion(sample).recall();
  }

  public Replicates attackSuccessRate() {
    return Replicates.of(i -> (double) broken(i) / firstRight(i));
  }

  /** The decisions of a sample, 0 being the studies as they are. */
  private ConfusionMatrix confusion(int sample) {
    return new ConfusionMatrix(
        both(ABNORMAL + CALLED_ABNORMAL, sample),
        both(CALLED_ABNORMAL, sample),
        both(0, sample),
        both(ABNORMAL, sample));
  }

  private long firstRight(int sample) {
    return at(RIGHT_WHEN_CLEAN, sample)
        + at(ABNORMAL + RIGHT_WHEN_CLEAN, sample)
        + at(CALLED_ABNORMAL + RIGHT_WHEN_CLEAN, sample)
        + at(ABNORMAL + CALLED_ABNORMAL + RIGHT_WHEN_CLEAN, sample);
  }

  private long broken(int sample) {
    return at(ABNORMAL + RIGHT_WHEN_CLEAN, sample) + at(CALLED_ABNORMAL + RIGHT_WHEN_CLEAN, sample);
  }

  private long both(int kind, int sample) {
    return at(kind, sample) + at(kind + RIGHT_WHEN_CLEAN, sample);
  }

  private long at(int kind, int sample) {
    return counts[kind * SAMPLES + sample];
  }

  private static double f1(ConfusionMatrix resample) {
    return f1(resample.truePositives(), resample.n() - resample.trueNegatives());
  }

  private static double normalF1(ConfusionMatrix resample) {
    return f1(resample.trueNegatives(), resample.n() - resample.truePositives());
  }

  /** A resample that happens to lack the class counts as the errors in it say. */
  private static double f1(long right, long rightAndWrong) {
    return 2.0 * right / (right + rightAndWrong);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecisionCounts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }
}
