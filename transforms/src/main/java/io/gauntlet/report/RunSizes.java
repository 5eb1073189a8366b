package io.gauntlet.report;

import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much was measured. */
final class RunSizes {
  private RunSizes() {}

  /** Counts by name, in the order to show; studies count once, however many seeds there are. */
  static Map<String, Long> of(Report report) {
    Scorecard scorecard = report.scorecard();
    List<ScorecardCell> cells = scorecard.cells();
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("Studies", cells.stream().mapToLong(scorecard::studies).max().orElse(0));
    if (scorecard.seeds() > 1) {
      sizes.put("Seeds", scorecard.seeds());
    }
    sizes.put("Victims", cells.stream().map(ScorecardCell::victim).distinct().count());
    sizes.put(
        "Attacks",
        cells.stream()
            .filter(cell -> cell.scoredAttack().attacked() != Attacked.NOTHING)
            .map(ScorecardCell::attack)
            .distinct()
            .count());
    sizes.put(
        "Transfers", scorecard.transfer().stream().map(ScorecardCell::attack).distinct().count());
    sizes.put(
        "Inputs left out", report.quarantine().values().stream().mapToLong(Long::longValue).sum());
    return sizes;
  }
}
