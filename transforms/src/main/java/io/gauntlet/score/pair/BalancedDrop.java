package io.gauntlet.score.pair;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.McNemar;
import io.gauntlet.score.stats.Mover;
import io.gauntlet.score.stats.SwapTest;

/**
 * The drop of the balanced accuracy, of one set of weights a side: the two classes are other
 * studies, so their intervals are put together as those of independent estimates.
 *
 * @param sensitivity drop of the one half
 * @param specificity drop of the other
 * @param pOfNoWorse by all swaps of the answers to a study; of a patient where some have several
 * @param pOfNoBetter likewise
 */
record BalancedDrop(
    SharesDrop sensitivity, SharesDrop specificity, double pOfNoWorse, double pOfNoBetter)
    implements Drop {

  /** Of studies of both classes. */
  static BalancedDrop of(PairTally tally) {
    SharesDrop sensitivity = SharesDrop.of(tally, Studies.ABNORMAL);
    SharesDrop specificity = SharesDrop.of(tally, Studies.NORMAL);
    PatientSums patients = tally.ofPatients();
    if (SharesDrop.isByPatient(tally, Studies.ALL)) {
      return new BalancedDrop(
          sensitivity,
          specificity,
          McNemar.pOfNoWorse(patients.worseBalanced(), patients.betterBalanced()),
          McNemar.pOfNoWorse(patients.betterBalanced(), patients.worseBalanced()));
    }
    SwapTest swaps = Drops.swaps(tally);
    return new BalancedDrop(
        sensitivity,
        specificity,
        swaps.pOfNoWorse(BalancedDrop::balancedAccuracy),
        swaps.mirrored().pOfNoWorse(BalancedDrop::balancedAccuracy));
  }

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
