package io.gauntlet.report;

import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.CurveChart;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.calibration.ReliabilityBin;
import io.gauntlet.score.classes.ByClass;
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

  /**
   * What the probabilities are of.
   *
   * @param are what studies are that it is true of
   */
  private record Words(String probability, String share, String are) {
    static Words of(ByClass classes) {
      return classes.isOfTwo()
          ? new Words(
              "probability of " + classes.positive(),
              "share that is " + classes.positive(),
              classes.positive())
          : new Words("probability of the class decided on", "share that is right", "right");
    }
  }

  /** How to read the diagrams. */
  static String note(ByClass classes) {
    return classes.isOfTwo()
        ? "Clean studies by the probability of %1$s that the victim gave them, in tenths, and how many of them are %1$s, with 95%% intervals: a calibrated victim lies on the diagonal. The Brier score in the table above is the mean squared distance from the truth, 0 at best and 0.25 for one that always says one half."
            .formatted(classes.positive())
        : "Clean studies by the probability of the class that the victim decided on, in tenths, and how many of them it is right in, with 95% intervals: a calibrated victim lies on the diagonal.";
  }

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
    Words words = Words.of(cell.byClass());
    return new CurveChart(
            id,
            name(cell),
            bins.stream().map(bin -> described(bin, words)).collect(Collectors.joining("; ")),
            words.probability(),
            List.of(
                new CurveChart.Series(
                    words.share(),
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

  private static String described(ReliabilityBin bin, Words words) {
    return "%s studies at %s, of which %s are %s"
        .formatted(
            bin.studies(),
            Figures.share(bin.meanProbability()),
            Figures.share(bin.observed().value()),
            words.are());
  }
}
