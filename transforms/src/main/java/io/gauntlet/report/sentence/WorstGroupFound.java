package io.gauntlet.report.sentence;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.WorstGroup;
import java.util.List;
import java.util.stream.Stream;

/**
 * On which group of patients, sites or devices the first victim is right least often without an
 * attack; with an interval that holds for all groups at once, since the worst one is chosen on its
 * result. Headings of MeSH are findings and no such groups.
 */
final class WorstGroupFound implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    List<WorstGroup> groups = WorstGroup.of(scorecard.slices().all());
    return Worst.of(scorecard).stream()
        .limit(1)
        .flatMap(worst -> worst.cell(Attacked.NOTHING).stream())
        .flatMap(clean -> groups.stream().filter(group -> group.key().equals(clean.key())))
        .filter(group -> !group.attribute().equals(WorstGroup.MESH))
        .filter(group -> !group.isShared(scorecard.slices().all()))
        .map(WorstGroupFound::sentence);
  }

  private static String sentence(WorstGroup group) {
    return "Of %s groups by %s, clean, %s is right least often where %s: %s of %s studies (95%% at once: %s%%)."
        .formatted(
            group.groups(),
            group.attribute(),
            group.key().victim(),
            group.slice().term(),
            Figures.share(group.share().value()),
            group.slice().studies(),
            Figures.interval(group.share()));
  }
}
