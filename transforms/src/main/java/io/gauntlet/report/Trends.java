package io.gauntlet.report;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.sentence.Worst;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.TrendChart;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How each victim fared night by night, clean and under the attacks that are worst tonight. */
final class Trends {
  private static final int LEAST_NIGHTS = 2;

  private Trends() {}

  /** A chart for each victim of which there is more than one night. */
  static List<Chart> of(Scorecard scorecard, List<HistoryRow> history) {
    List<Chart> charts = new ArrayList<>();
    for (Worst worst : Worst.of(scorecard)) {
      List<TrendChart.Series> series = new ArrayList<>();
      for (Attacked attacked :
          List.of(Attacked.NOTHING, Attacked.IMAGE, Attacked.TEXT, Attacked.BOTH)) {
        worst
            .cell(attacked)
            .map(
                cell ->
                    new TrendChart.Series(
                        PaperGrid.label(cell.scoredAttack()), nights(cell, history)))
            .filter(line -> line.points().size() >= LEAST_NIGHTS)
            .ifPresent(series::add);
      }
      if (!series.isEmpty()) {
        charts.add(
            new TrendChart(
                    "trend-" + charts.size(),
                    "Accuracy of " + worst.victim() + " by night",
                    series.stream().map(Trends::described).collect(Collectors.joining("; ")),
                    series)
                .draw());
      }
    }
    return charts;
  }

  private static List<TrendChart.Point> nights(ScorecardCell cell, List<HistoryRow> history) {
    return history.stream()
        .filter(
            row ->
                row.getVictim().equals(cell.victim())
                    && row.getAttack().equals(cell.attack())
                    && row.getGenerator() == null
                    && row.getReplica() == null)
        .sorted(Comparator.comparing(HistoryRow::getNight))
        .map(row -> new TrendChart.Point(row.getNight(), accuracy(row)))
        .toList();
  }

  private static Estimate accuracy(HistoryRow row) {
    return new Estimate(
        orNan(row.getAccuracy()), orNan(row.getAccuracyLow()), orNan(row.getAccuracyHigh()));
  }

  private static double orNan(Double value) {
    return value == null ? Double.NaN : value;
  }

  private static String described(TrendChart.Series line) {
    TrendChart.Point first = line.points().get(0);
    TrendChart.Point last = line.points().get(line.points().size() - 1);
    return "%s: %s on the first of %d nights, %s on the last"
        .formatted(
            line.label(),
            Figures.share(first.share().value()),
            line.points().size(),
            Figures.share(last.share().value()));
  }
}
