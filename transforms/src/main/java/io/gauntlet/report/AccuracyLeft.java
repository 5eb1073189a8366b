package io.gauntlet.report;

import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.DotPlot;
import io.gauntlet.report.sentence.Worst;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accuracy left, victim by victim, under the attack of each kind that is worst. */
final class AccuracyLeft {
  private static final List<Attacked> SHOWN =
      List.of(Attacked.NOTHING, Attacked.IMAGE, Attacked.TEXT, Attacked.BOTH);

  private AccuracyLeft() {}

  /** The chart; empty where nothing was measured. */
  static Optional<Chart> chart(Scorecard scorecard) {
    List<Worst> victims = Worst.of(scorecard);
    if (victims.isEmpty()) {
      return Optional.empty();
    }
    List<DotPlot.Series> series =
        SHOWN.stream()
            .map(
                attacked ->
                    new DotPlot.Series(
                        label(attacked),
                        victims.stream().map(worst -> worst.accuracy(attacked)).toList()))
            .toList();
    return Optional.of(
        new DotPlot(
                "accuracy-left",
                "Accuracy left",
                victims.stream().map(AccuracyLeft::described).collect(Collectors.joining("; ")),
                victims.stream().map(Worst::victim).toList(),
                series)
            .draw());
  }

  private static String described(Worst worst) {
    return SHOWN.stream()
        .filter(attacked -> worst.accuracy(attacked).isPresent())
        .map(
            attacked ->
                label(attacked)
                    + " "
                    + Figures.share(worst.accuracy(attacked).orElseThrow().value()))
        .collect(Collectors.joining(", ", worst.victim() + ": ", ""));
  }

  private static String label(Attacked attacked) {
    return switch (attacked) {
      case NOTHING -> "clean";
      case IMAGE -> "worst attack on images";
      case TEXT -> "worst attack on words";
      case BOTH -> "worst attack on both";
      case UNKNOWN -> "other attacks";
    };
  }
}
