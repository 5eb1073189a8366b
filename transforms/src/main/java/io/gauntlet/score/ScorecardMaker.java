package io.gauntlet.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a scorecard of all that was counted. */
public final class ScorecardMaker {
  private ScorecardMaker() {}

  /**
   * Makes the scorecard.
   *
   * @param tallies by cell, one for each replica where there are several
   * @param interactions of the fused victims, the mean of their replicas
   * @param slices by MeSH term
   */
  public static Scorecard make(
      Map<CellKey, CellTally> tallies, List<ModalityInteraction> interactions, List<Slice> slices) {
    CellTallies all = new CellTallies(tallies);
    List<ScorecardCell> own = new ArrayList<>();
    List<ScorecardCell> transfer = new ArrayList<>();
    for (CellKey key : all.keys()) {
      (key.generator() == null ? own : transfer).add(all.cell(key));
    }
    return new Scorecard(
        own,
        transfer,
        all.replicaCells(),
        CurveMaker.curves(all),
        interactions,
        slices,
        FalseSecurity.warnings(all));
  }
}
