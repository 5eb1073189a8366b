package io.gauntlet.score.pair;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Mover;
import io.gauntlet.score.stats.SwapTest;

/**
 * The drop of the balanced accuracy, of one set of weights a side: the two classes are other
 * studies, so their intervals are put together as those of independent estimates.
 *
 * @param sensitivity drop of the one half
 * @param specificity drop of the other
 * @param swaps the studies of both
 */
record BalancedDrop(SharesDrop sensitivity, SharesDrop specificity, SwapTest swaps)
    implements Drop {

  @Override
  public long studies() {
    return sensitivity.studies() + specificity.studies();
  }

  @Override
  public double reference() {
    return (sensitivity.reference() + specificity.reference()) / 2;
  }

  @Override
  public double candidate() {
    return (sensitivity.candidate() + specificity.candidate()) / 2;
  }

  @Override
  public Estimate interval() {
    return Mover.mean(sensitivity.interval(), specificity.interval());
  }

  @Override
  public double upperBound(double alpha) {
    return Mover.mean(below(sensitivity, alpha), below(specificity, alpha)).high();
  }

  private static Estimate below(SharesDrop half, double alpha) {
    return new Estimate(half.interval().value(), Double.NaN, half.upperBound(alpha));
  }

  @Override
  public double pOfNoWorse() {
    return swaps.pOfNoWorse(BalancedDrop::balancedAccuracy);
  }

  static double balancedAccuracy(ConfusionMatrix confusion) {
    return ((double) confusion.truePositives() / confusion.abnormal()
            + (double) confusion.trueNegatives() / confusion.normal())
        / 2;
  }

  @Override
  public double discordance() {
    return (sensitivity.counts().worse()
            + sensitivity.counts().better()
            + specificity.counts().worse()
            + specificity.counts().better())
        / studies();
  }
}
