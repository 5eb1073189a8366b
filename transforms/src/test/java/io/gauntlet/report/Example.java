package io.gauntlet.report;

import io.gauntlet.score.CellKey;
import io.gauntlet.score.ConfusionMatrix;
import io.gauntlet.score.Estimate;
import io.gauntlet.score.Metric;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A made-up run over the paper's grid. */
final class Example {
  static final String HOSTILE = "<script>alert('a|b')</script>";

  private Example() {}

  static Report report() {
    return new Report(
        scorecard(),
        Map.of("output", "gs://bucket/" + "very-long-folder/".repeat(12), "note", HOSTILE),
        Map.of("no-lateral", 12L, HOSTILE, 3L));
  }

  static Scorecard scorecard() {
    List<ScorecardCell> cells = new ArrayList<>();
    List<ScorecardCell> transfer = new ArrayList<>();
    int strength = 0;
    for (PaperGrid.Row row : PaperGrid.table1()) {
      for (String victim : PaperGrid.fusedVictims()) {
        cells.add(cell(victim, row.attack(), null, strength++));
      }
      if (row.unimodal().isPresent()) {
        cells.add(cell(row.unimodal().get(), row.attack(), null, strength));
      }
    }
    cells.add(cell(HOSTILE, "none", null, 0));
    cells.add(cell(PaperGrid.IMAGE, "none", null, 0));
    cells.add(cell(PaperGrid.IMAGE, "pgd:epsilon=0.1:steps=40", null, 40));
    for (String generator : PaperGrid.fusedVictims()) {
      for (String victim : PaperGrid.fusedVictims()) {
        if (!victim.equals(generator)) {
          transfer.add(cell(victim, PaperGrid.TABLE_2_ATTACK, generator, 2));
          transfer.add(cell(victim, PaperGrid.TABLE_3_ATTACK, generator, generator.length() - 6));
        }
      }
    }
    return new Scorecard(cells, transfer);
  }

  private static ScorecardCell cell(String victim, String attack, String generator, int broken) {
    return ScorecardCell.counted(
            new CellKey(victim, attack, generator),
            new ConfusionMatrix(50 - broken, broken, 50, 0),
            100 - broken,
            Math.min(broken, 50))
        .with(Map.of(Metric.MEDIAN_QUERIES, Estimate.of(broken)));
  }
}
