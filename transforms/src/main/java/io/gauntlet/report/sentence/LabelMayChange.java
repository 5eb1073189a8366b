package io.gauntlet.report.sentence;

import static java.util.stream.Collectors.joining;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.stream.Stream;

/** Attacks after which a study's label may no longer be true. */
final class LabelMayChange implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    String attacks =
        scorecard.cells().stream()
            .filter(cell -> cell.scoredAttack().mayChangeLabel())
            .filter(cell -> !cell.scoredAttack().isWithoutModality())
            .map(ScorecardCell::scoredAttack)
            .distinct()
            .map(PaperGrid::label)
            .collect(joining("; "));
    return attacks.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "After some attacks the label may no longer be true, for they may take out or bring in what it rests on, such as a “no” or a finding: %s. A decision that follows the changed words counts as wrong there; these cells are marked, and never called the worst."
                .formatted(attacks));
  }
}
