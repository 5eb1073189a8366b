package io.gauntlet.report.compare;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.ForestPlot;
import io.gauntlet.report.page.PageTemplate;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.compare.AttackRanking;
import io.gauntlet.score.compare.PairedDifference;
import io.gauntlet.score.compare.VictimComparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A comparison of victims as one HTML page, in the manner of the report's. */
public final class ComparisonPage {
  private static final String TITLE = "Gauntlet comparison";

  private ComparisonPage() {}

  /**
   * Writes the page, to be stored as UTF-8.
   *
   * @param facts of the run, by name, in the order to show
   */
  public static String render(VictimComparison comparison, Map<String, String> facts) {
    return PageTemplate.COMPARISON.render(
        ImmutableMap.of(
            "title",
            TITLE,
            "headline",
            ComparisonWords.headline(comparison),
            "notes",
            ComparisonWords.notes(comparison),
            "attacks",
            IntStream.range(0, comparison.attacks().size())
                .mapToObj(place -> section(comparison, place))
                .toList(),
            "facts",
            facts));
  }

  private static Map<String, Object> section(VictimComparison comparison, int place) {
    AttackRanking attack = comparison.attacks().get(place);
    ImmutableMap.Builder<String, Object> section = ImmutableMap.builder();
    section.put("title", ComparisonWords.title(attack));
    section.put("ranking", ComparisonTables.ranking(comparison, attack));
    section.put("differences", ComparisonTables.differences(attack));
    chart(comparison, attack, place).ifPresent(chart -> section.put("chart", chart));
    return section.buildOrThrow();
  }

  private static Optional<Chart> chart(
      VictimComparison comparison, AttackRanking attack, int place) {
    List<PairedDifference> known =
        attack.differences().stream()
            .filter(difference -> difference.difference().hasInterval())
            .toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ForestPlot(
                    "differences-" + place,
                    "First less second by their %s, in points: ≠ told apart, ~ not"
                        .formatted(comparison.metric().label()),
                    known.stream().map(ComparisonPage::words).collect(Collectors.joining("; ")),
                    known.stream().map(difference -> line(comparison, difference)).toList())
                .draw());
  }

  private static ForestPlot.Line line(VictimComparison comparison, PairedDifference difference) {
    String apart = difference.correctedP() < comparison.alpha() ? " ≠ " : " ~ ";
    return new ForestPlot.Line(
        difference.first() + apart + difference.second(),
        difference.difference(),
        OptionalDouble.empty());
  }

  private static String words(PairedDifference difference) {
    return "%s less %s: %s points, %s"
        .formatted(
            difference.first(),
            difference.second(),
            Figures.points(difference.difference().value()),
            Figures.pointsInterval(difference.difference()));
  }
}
