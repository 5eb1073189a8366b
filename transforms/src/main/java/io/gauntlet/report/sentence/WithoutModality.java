package io.gauntlet.report.sentence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
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
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What victims do where a modality is missing or another study's, and whose confidence tells. A
 * victim that decides as before need not be wrong, and one whose confidence stays need not be
 * right: only what was measured is said.
 */
final class WithoutModality implements Sentence {
  /** Of fewer studies resampling makes intervals that are too narrow. */
  private static final int FEWEST = 20;

  @Override
  public Stream<String> in(Scorecard scorecard) {
    return scorecard.cells().stream()
        .filter(cell -> cell.scoredAttack().isSingle() && cell.scoredAttack().isWithoutModality())
        .filter(cell -> cell.estimate(Metric.DECISIONS_KEPT).isKnown())
        .collect(groupingBy(ScorecardCell::scoredAttack, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(control -> decisions(control) + confidence(control.getValue()));
  }

  private static String decisions(Map.Entry<ScoredAttack, List<ScorecardCell>> control) {
    return "Under %s, studies are decided as before: by %s."
        .formatted(
            PaperGrid.label(control.getKey()),
            control.getValue().stream()
                .map(cell -> cell.victim() + " " + figure(cell.estimate(Metric.DECISIONS_KEPT)))
                .collect(joining(", ")));
  }

  /**
   * Of victims whose change has an interval. It is of pairs, a study each with the modality and
   * without: two means, each with an interval of its own, would tell less.
   */
  private static String confidence(List<ScorecardCell> cells) {
    Map<Turn, List<String>> told =
        cells.stream()
            .filter(cell -> cell.n() >= FEWEST)
            .filter(cell -> cell.estimate(Metric.CONFIDENCE_CHANGE).hasInterval())
            .collect(
                groupingBy(
                    cell -> Turn.of(cell.estimate(Metric.CONFIDENCE_CHANGE)),
                    TreeMap::new,
                    mapping(WithoutModality::change, toList())));
    return told.entrySet().stream()
        .map(
            turn ->
                " Their confidence, study by study, %s: %s."
                    .formatted(turn.getKey().words, String.join(", ", turn.getValue())))
        .collect(joining());
  }

  private static String change(ScorecardCell cell) {
    Estimate change = cell.estimate(Metric.CONFIDENCE_CHANGE);
    return "%s by %s points (%s)"
        .formatted(cell.victim(), Figures.points(change.value()), Figures.pointsInterval(change));
  }

  /** Where a mean confidence goes. */
  private enum Turn {
    FALLS("falls on average"),
    RISES("rises on average"),
    NEITHER("is not told apart from before");

    private final String words;

    Turn(String words) {
      this.words = words;
    }

    static Turn of(Estimate change) {
      if (change.high() < 0) {
        return FALLS;
      }
      return change.low() > 0 ? RISES : NEITHER;
    }
  }

  private static String figure(Estimate share) {
    String value = Figures.share(share.value());
    return share.hasInterval() ? "%s (%s)".formatted(value, Figures.interval(share)) : value;
  }
}
