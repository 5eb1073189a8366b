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
 * What to do where changes of pixels that nobody sees, of at most 8 of 255 grey levels, cost much:
 * train against an attacker who makes them.
 */
final class TrainAgainstPixels implements Sentence {
  private static final double UNSEEN = 8.0 / 255 + 1e-9;

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(TrainAgainstPixels::isUnseen)
        .filter(cell -> AccuracyCost.isLarge(scorecard, cell))
        .max(comparingDouble((ScorecardCell cell) -> AccuracyCost.of(scorecard, cell)))
        .map(
            cell ->
                "Train what sees the images of %s against an attacker (--train=NAME=image:defence=pgd:epsilon=8/255), which takes about thirteen times as long: %s, which nobody sees, costs it %s points."
                    .formatted(
                        cell.victim(),
                        PaperGrid.label(cell.scoredAttack()),
                        Figures.oneDecimal(100 * AccuracyCost.of(scorecard, cell))))
        .stream();
  }

  private static boolean isUnseen(ScorecardCell cell) {
    return cell.scoredAttack().isSingle()
        && cell.scoredAttack().attacked() == Attacked.IMAGE
        && !cell.scoredAttack().mayChangeLabel()
        && cell.scoredAttack().first().knowledge() != ReportedKnowledge.NOTHING
        && cell.scoredAttack().first().number("epsilon").orElse(1) <= UNSEEN;
  }
}
