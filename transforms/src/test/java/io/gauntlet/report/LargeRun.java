package io.gauntlet.report;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slice;
import io.gauntlet.score.Slices;
import io.gauntlet.score.curve.BudgetCurves;
import io.gauntlet.score.stats.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A made-up run of many victims under many attacks, with slices. */
final class LargeRun {
  private static final int SLICES = 8;

  private LargeRun() {}

  /** Half of the attacks are of one family on images, half of one on words. */
  static Report of(int victims, int attacks) {
    List<ScorecardCell> cells = new ArrayList<>();
    List<Slice> slices = new ArrayList<>();
    for (int victim = 0; victim < victims; victim++) {
      for (int attack = 0; attack < attacks; attack++) {
        ScorecardCell cell =
            Example.cell("victim-" + victim, text(attack), null, (victim + attack) % 50);
        cells.add(cell);
        for (int slice = 0; slice < SLICES; slice++) {
          slices.add(
              new Slice(
                  "heading-" + slice,
                  cell.key(),
                  new ConfusionMatrix(20, 3, 5, slice),
                  28 + slice,
                  0,
                  1));
        }
      }
    }
    return Report.of(
        new Scorecard(
            cells,
            List.of(),
            List.of(),
            BudgetCurves.NONE,
            List.of(),
            new Slices(slices, 20),
            List.<FalseSecurityWarning>of()));
  }

  private static String text(int attack) {
    return attack == 0
        ? "none"
        : attack % 2 == 0
            ? String.format(Locale.ROOT, "pgd:epsilon=%.3f:steps=10", attack / 1000.0)
            : String.format(Locale.ROOT, "pwws:fraction=%.3f", attack / 100.0);
  }
}
