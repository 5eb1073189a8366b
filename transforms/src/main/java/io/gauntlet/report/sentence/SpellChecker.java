package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.stream.Stream;

/**
 * What to do where misspelt words alone cost much: spell them right before the victim reads them.
 */
final class SpellChecker implements Sentence {
  private static final String TYPOS = "char-typo";

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(cell -> cell.scoredAttack().isSingle())
        .filter(cell -> cell.scoredAttack().first().name().equals(TYPOS))
        .filter(cell -> AccuracyCost.isLarge(scorecard, cell))
        .max(comparingDouble((ScorecardCell cell) -> AccuracyCost.of(scorecard, cell)))
        .map(
            cell ->
                "A spell-checker before the words that %s reads is worth a try: misspelling alone (%s) costs it %s points."
                    .formatted(
                        cell.victim(),
                        PaperGrid.label(cell.scoredAttack()),
                        Figures.oneDecimal(100 * AccuracyCost.of(scorecard, cell))))
        .stream();
  }
}
