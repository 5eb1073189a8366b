package io.gauntlet.report.sentence;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which attack of a modality leaves least, where it is the same for all victims and there was more
 * than one to choose from.
 */
final class StrongestAttack implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return Stream.of(of(scorecard, Attacked.IMAGE, "images"), of(scorecard, Attacked.TEXT, "words"))
        .flatMap(Optional::stream);
  }

  private static Optional<String> of(Scorecard scorecard, Attacked attacked, String modality) {
    long choice =
        scorecard.cells().stream()
            .filter(cell -> cell.scoredAttack().attacked() == attacked)
            .filter(cell -> !cell.scoredAttack().mayChangeLabel())
            .map(ScorecardCell::attack)
            .distinct()
            .count();
    List<ScoredAttack> worst =
        Worst.of(scorecard).stream()
            .flatMap(victim -> victim.cell(attacked).stream())
            .map(ScorecardCell::scoredAttack)
            .distinct()
            .toList();
    return choice > 1 && worst.size() == 1
        ? Optional.of(
            "Of the attacks on the %s that were run, %s leaves every victim least."
                .formatted(modality, PaperGrid.label(worst.get(0))))
        : Optional.empty();
  }
}
