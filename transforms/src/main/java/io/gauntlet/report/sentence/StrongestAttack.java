package io.gauntlet.report.sentence;

import static java.util.stream.Collectors.joining;

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
    String found =
        Stream.of(
                of(scorecard, Attacked.IMAGE).map(label -> label + " on the images"),
                of(scorecard, Attacked.TEXT).map(label -> label + " on the words"))
            .flatMap(Optional::stream)
            .collect(joining(", "));
    return found.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "Of the attacks that were run, the one that leaves every victim least is %s."
                .formatted(found));
  }

  private static Optional<String> of(Scorecard scorecard, Attacked attacked) {
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
        ? Optional.of(PaperGrid.label(worst.get(0)))
        : Optional.empty();
  }
}
