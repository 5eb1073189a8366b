package io.gauntlet.report.sentence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An attack on both modalities that left one of them as it was, in every study. */
final class NotJoint implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(cell -> cell.scoredAttack().attacked() == Attacked.BOTH)
        .filter(cell -> !JointAttack.of(cell).isJoint())
        .collect(
            groupingBy(
                NotJoint::changed, TreeMap::new, mapping(ScorecardCell::victim, joining(", "))))
        .entrySet()
        .stream()
        .map(attack -> attack.getKey() + " of " + attack.getValue() + ": it is no joint attack.");
  }

  private static String changed(ScorecardCell cell) {
    return "%s changed %s"
        .formatted(PaperGrid.label(cell.scoredAttack()), JointAttack.of(cell).label());
  }
}
