package io.gauntlet.report.sentence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What victims do where a modality is missing or another study's, and whose confidence tells. A
 * victim that decides as before need not be wrong, and one whose confidence stays need not be
 * right: only what was measured is said.
 */
final class WithoutModality implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(cell -> cell.scoredAttack().isSingle() && cell.scoredAttack().isWithoutModality())
        .filter(cell -> cell.estimate(Metric.DECISIONS_KEPT).isKnown())
        .collect(groupingBy(ScorecardCell::scoredAttack, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(control -> decisions(control) + confidence(scorecard, control.getValue()));
  }

  private static String decisions(Map.Entry<ScoredAttack, List<ScorecardCell>> control) {
    return "Under %s, studies are decided as before: by %s."
        .formatted(
            PaperGrid.label(control.getKey()),
            control.getValue().stream()
                .map(cell -> cell.victim() + " " + figure(cell.estimate(Metric.DECISIONS_KEPT)))
                .collect(joining(", ")));
  }

  /** Of victims whose confidence has intervals before and after. */
  private static String confidence(Scorecard scorecard, List<ScorecardCell> cells) {
    Map<Boolean, List<Confidence>> falls =
        cells.stream()
            .flatMap(cell -> Confidence.of(scorecard, cell).stream())
            .collect(partitioningBy(Confidence::falls));
    return told(" Mean confidence falls: ", falls.get(true))
        + told(
            " Mean confidence does not tell, for it rises or differs within chance: ",
            falls.get(false));
  }

  private static String told(String start, List<Confidence> of) {
    return of.isEmpty()
        ? ""
        : of.stream().map(Confidence::toString).collect(joining(", ", start, "."));
  }

  /** The mean confidence of a victim with a modality and without. */
  private record Confidence(String victim, Estimate before, Estimate after) {

    static Optional<Confidence> of(Scorecard scorecard, ScorecardCell cell) {
      return scorecard
          .cell(cell.victim(), ScoredAttack.NONE)
          .map(
              clean ->
                  new Confidence(
                      cell.victim(),
                      clean.estimate(Metric.MEAN_CONFIDENCE),
                      cell.estimate(Metric.MEAN_CONFIDENCE)))
          .filter(known -> known.before.hasInterval() && known.after.hasInterval());
    }

    /** Whether the intervals are apart. */
    boolean falls() {
      return after.high() < before.low();
    }

    @Override
    public String toString() {
      return "%s from %s to %s".formatted(victim, figure(before), figure(after));
    }
  }

  private static String figure(Estimate share) {
    String value = Figures.share(share.value());
    return share.hasInterval() ? "%s (%s)".formatted(value, Figures.interval(share)) : value;
  }
}
