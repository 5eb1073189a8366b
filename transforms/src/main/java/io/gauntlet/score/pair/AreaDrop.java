package io.gauntlet.score.pair;

import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.PairedDeLong;

/**
 * The drop of the area under the ROC curve, of one set of weights a side.
 *
 * @param studies of both classes
 * @param curves of both runs
 */
record AreaDrop(long studies, PairedDeLong curves) implements Drop {
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
    return curves.interval();
  }

  @Override
  public double upperBound(double alpha) {
    return curves.upperBound(alpha);
  }

  @Override
  public double pOfNoWorse() {
    return curves.pOfNoWorse();
  }

  @Override
  public double pOfNoBetter() {
    return curves.pOfNoBetter();
  }

  @Override
  public double discordance() {
    return Double.NaN;
  }
}
