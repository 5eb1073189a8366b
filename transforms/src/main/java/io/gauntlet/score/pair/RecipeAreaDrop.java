package io.gauntlet.score.pair;

import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.PairedDeLong;
import io.gauntlet.score.stats.SeededDrop;

/**
 * The drop of the area under the ROC curve between two recipes, each trained from at least three
 * seeds.
 *
 * @param studies of both classes
 * @param curves of each seed of both runs
 */
record RecipeAreaDrop(long studies, PairedDeLong curves) implements Drop {

  private SeededDrop drop() {
    return SeededDrop.of(
        curves.variance(), curves.smallerClass(), curves.reference(), curves.candidate());
  }

  @Override
  public double reference() {
    return curves.referenceArea();
  }

  @Override
  public double candidate() {
    return curves.candidateArea();
  }

  @Override
  public Estimate interval() {
    return drop().interval();
  }

  /** Where the studies vary in nothing, at least the bound of one seed a side. */
  @Override
  public double upperBound(double alpha) {
    double bound = drop().boundOfVariance(alpha);
    return curves.variance() == 0 ? Math.max(bound, curves.upperBound(alpha)) : bound;
  }

  @Override
  public double pOfNoWorse() {
    return drop().pOfNoWorse();
  }

  @Override
  public double pOfNoBetter() {
    return drop().pOfNoBetter();
  }

  @Override
  public double referenceSpread() {
    return drop().reference().standardDeviation();
  }

  @Override
  public double discordance() {
    return Double.NaN;
  }
}
