package io.gauntlet.report;

import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.CurveChart;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.calibration.ReliabilityBin;
import io.gauntlet.score.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reliability diagrams: what victims say of clean studies beside what is true of them. */
final class Reliability {
  private static final CurveChart.Series CALIBRATED =
      new CurveChart.Series(
          "calibrated",
          List.of(
              new CurveChart.Point(0, Estimate.of(0)), new CurveChart.Point(1, Estimate.of(1))));

  private Reliability() {}

  /** A chart for each victim; of several replicas the one of the lowest seed. */
  static List<Chart> of(Scorecard scorecard) {
    List<Chart> charts = new ArrayList<>();
    List<ScorecardCell> shown =
        Stream.concat(scorecard.cells().stream(), scorecard.replicas().stream())
            .filter(cell -> cell.calibration().isKnown())
            .toList();
    List<String> victims = new ArrayList<>();
    for (ScorecardCell cell : shown) {
      if (!victims.contains(cell.victim())) {
        victims.add(cell.victim());
        charts.add(chart("reliability-" + charts.size(), cell));
      }
    }
    return charts;
  }

  private static Chart chart(String id, ScorecardCell cell) {
    List<ReliabilityBin> bins = cell.calibration().reliability();
    return new CurveChart(
            id,
            name(cell),
            bins.stream().map(Reliability::described).collect(Collectors.joining("; ")),
            "probability of abnormal",
            List.of(
                new CurveChart.Series(
                    "share that is abnormal",
                    bins.stream()
                        .map(bin -> new CurveChart.Point(bin.meanProbability(), bin.observed()))
                        .toList()),
                CALIBRATED))
        .draw();
  }

  private static String name(ScorecardCell cell) {
    Long seed = cell.key().replica();
    return seed == null ? cell.victim() : cell.victim() + ", seed " + seed;
  }

  private static String described(ReliabilityBin bin) {
    return "%d studies at %s, of which %s are abnormal"
        .formatted(
            bin.studies(),
            Figures.share(bin.meanProbability()),
            Figures.share(bin.observed().value()));
  }
}
