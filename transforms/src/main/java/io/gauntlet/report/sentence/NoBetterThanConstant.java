package io.gauntlet.report.sentence;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cells whose F1 is no higher than that of a victim that calls every study abnormal; controls that
 * take a modality away are none of them.
 */
final class NoBetterThanConstant implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    List<ScorecardCell> scored =
        scorecard.cells().stream()
            .filter(cell -> !cell.scoredAttack().isWithoutModality())
            .filter(cell -> !Double.isNaN(cell.f1()))
            .toList();
    List<ScorecardCell> poor =
        scored.stream().filter(cell -> cell.f1() <= cell.constantF1()).toList();
    return poor.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "In %s of %s cells F1 is no higher than that of calling every study %s (%s): read sensitivity and specificity, which stand beside it."
                .formatted(
                    poor.size(),
                    scored.size(),
                    scorecard.classes().positive(),
                    Figures.share(poor.get(0).constantF1())));
  }
}
