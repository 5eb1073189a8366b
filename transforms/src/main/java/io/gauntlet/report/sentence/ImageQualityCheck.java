package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.ReportedKnowledge;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.stream.Stream;

/**
 * What to do where a change of the images that does not look at the victim costs much: images of
 * that kind come without an attacker too.
 */
final class ImageQualityCheck implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(cell -> isBlind(cell))
        .filter(cell -> AccuracyCost.isLarge(scorecard, cell))
        .max(comparingDouble((ScorecardCell cell) -> AccuracyCost.of(scorecard, cell)))
        .map(
            cell ->
                "A check of image quality before %s is worth a try: %s, which no attacker is needed for, costs it %s points."
                    .formatted(
                        cell.victim(),
                        PaperGrid.label(cell.scoredAttack()),
                        Figures.oneDecimal(100 * AccuracyCost.of(scorecard, cell))))
        .stream();
  }

  private static boolean isBlind(ScorecardCell cell) {
    return cell.scoredAttack().isSingle()
        && cell.scoredAttack().attacked() == Attacked.IMAGE
        && !cell.scoredAttack().isWithoutModality()
        && cell.scoredAttack().first().knowledge() == ReportedKnowledge.NOTHING;
  }
}
