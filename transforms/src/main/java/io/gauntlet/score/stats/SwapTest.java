package io.gauntlet.score.stats;

import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact test of a figure that any confusion matrix has, such as F1, for two classifiers on the
 * same studies: if the candidate is no other than the reference, their answers to a study can be
 * swapped. Only the studies on which one is right alone change anything, and how many of those of
 * each class the candidate gets is binomial; so all swaps are counted and none is drawn.
 *
 * @param abnormal the abnormal studies
 * @param normal the normal studies
 * @param bothRightAbnormal abnormal studies that both get right
 * @param bothRightNormal normal studies that both get right
 */
public record SwapTest(
    PairedCounts abnormal, PairedCounts normal, long bothRightAbnormal, long bothRightNormal) {
  private static final double ROUNDING = 1e-12;

  /**
   * One-sided p of a figure that is no smaller: the share of the swaps after which the candidate's
   * figure is at least as far below the reference's as it is.
   *
   * @param figure that rises with every study that is right
   */
  public double pOfNoWorse(ToDoubleFunction<ConfusionMatrix> figure) {
    int changedAbnormal = Math.toIntExact(Math.round(abnormal.worse() + abnormal.better()));
    int changedNormal = Math.toIntExact(Math.round(normal.worse() + normal.better()));
    double seen = difference(figure, abnormal.better(), normal.better());
    BinomialDistribution ofAbnormal = BinomialDistribution.of(changedAbnormal, 0.5);
    BinomialDistribution ofNormal = BinomialDistribution.of(changedNormal, 0.5);
    double p = 0;
    int most = changedNormal;
    for (int gotAbnormal = 0; gotAbnormal <= changedAbnormal; gotAbnormal++) {
      // The more abnormal studies the candidate gets, the fewer normal ones make up for the rest.
      while (most >= 0 && difference(figure, gotAbnormal, most) > seen + ROUNDING) {
        most--;
      }
      p += ofAbnormal.probability(gotAbnormal) * ofNormal.cumulativeProbability(most);
    }
    return Math.min(1, p);
  }

  /** The same studies with the two classifiers in each other's place. */
  public SwapTest mirrored() {
    return new SwapTest(abnormal.mirrored(), normal.mirrored(), bothRightAbnormal, bothRightNormal);
  }

  /** Candidate less reference where the candidate alone is right on so many studies. */
  private double difference(
      ToDoubleFunction<ConfusionMatrix> figure, double gotAbnormal, double gotNormal) {
    return figure.applyAsDouble(matrix(gotAbnormal, gotNormal))
        - figure.applyAsDouble(
            matrix(
                abnormal.worse() + abnormal.better() - gotAbnormal,
                normal.worse() + normal.better() - gotNormal));
  }

  private ConfusionMatrix matrix(double rightAbnormal, double rightNormal) {
    long truePositives = bothRightAbnormal + Math.round(rightAbnormal);
    long trueNegatives = bothRightNormal + Math.round(rightNormal);
    return new ConfusionMatrix(
        truePositives,
        Math.round(normal.studies()) - trueNegatives,
        trueNegatives,
        Math.round(abnormal.studies()) - truePositives);
  }
}
