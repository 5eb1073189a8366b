package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.stream.Stream;

/**
 * Images made against one victim harm another that shares no branch with it, beyond chance: only
 * then did the attacker not know the weights that were attacked.
 */
final class TransferReach implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.transfer().stream()
        .filter(cell -> cell.shared().isEmpty())
        .filter(cell -> AccuracyCost.isBeyondChance(scorecard, cell))
        .min(comparingDouble(ScorecardCell::accuracy))
        .map(
            cell ->
                "Images made against %s leave %s, which shares no weights with it, %s of %s: who attacks it need not know it."
                    .formatted(
                        cell.generator(),
                        cell.victim(),
                        Figures.share(cell.accuracy()),
                        Figures.share(AccuracyCost.clean(scorecard, cell).value())))
        .stream();
  }
}
