package io.gauntlet.score.tally;

import io.gauntlet.score.CellKey;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slices;
import io.gauntlet.score.curve.BudgetCurves;
import io.gauntlet.score.curve.RadiusCurve;
import java.util.ArrayList;
import java.util.List;

/** Makes a scorecard of all that was counted. */
public final class ScorecardMaker {
  private ScorecardMaker() {}

  /**
   * Makes the scorecard, without warnings.
   *
   * @param all what was counted
   * @param radii of the smallest change of every study
   * @param interactions of the fused victims, the mean of their replicas
   * @param slices by MeSH term
   */
  public static Scorecard make(
      CellTallies all,
      List<RadiusCurve> radii,
      List<ModalityInteraction> interactions,
      Slices slices) {
    List<ScorecardCell> own = new ArrayList<>();
    List<ScorecardCell> transfer = new ArrayList<>();
    for (CellKey key : all.keys()) {
      (key.generator() == null ? own : transfer).add(all.cell(key));
    }
    return new Scorecard(
        own,
        transfer,
        all.replicaCells(),
        new BudgetCurves(CurveMaker.curves(all), radii),
        interactions,
        slices,
        List.of());
  }
}
