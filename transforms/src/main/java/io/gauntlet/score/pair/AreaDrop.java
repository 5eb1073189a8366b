package io.gauntlet.score.pair;

import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.PairedDeLong;

/**
 * The drop of the area under the ROC curve, of one set of weights a side.
 *
 * @param curves of both runs
 */
record AreaDrop(PairedDeLong curves) implements Drop {
  @Override
  public long studies() {
    return (long) curves.abnormal() + curves.normal();
  }

  @Override
  public double reference() {
    return curves.reference();
  }

  @Override
  public double candidate() {
    return curves.candidate();
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
  public double discordance() {
    return Double.NaN;
  }
}
