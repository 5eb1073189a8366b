package io.gauntlet.report.radius;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;

import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.CurveChart;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.curve.Measure;
import io.gauntlet.score.curve.RadiusCurve;
import io.gauntlet.score.stats.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Accuracy left by the smallest change of each study. */
public final class RadiusSection {
  private RadiusSection() {}

  /** A chart for each measure that attacks were made in. */
  public static List<Chart> charts(Scorecard scorecard) {
    return Arrays.stream(Measure.values())
        .map(measure -> of(scorecard, measure))
        .filter(curves -> !curves.isEmpty())
        .map(RadiusSection::chart)
        .toList();
  }

  private static List<RadiusCurve> of(Scorecard scorecard, Measure measure) {
    return scorecard.curves().radii().stream().filter(curve -> curve.measure() == measure).toList();
  }

  private static Chart chart(List<RadiusCurve> curves) {
    MeasureWords words = MeasureWords.of(curves.get(0).measure());
    double reach = curves.stream().mapToDouble(RadiusSection::last).max().orElse(0);
    return new CurveChart(
            "radius-" + curves.get(0).measure().key(),
            "Accuracy left by the " + words.title(),
            curves.stream().map(RadiusSection::described).collect(Collectors.joining("; ")),
            words.axis(),
            curves.stream().map(curve -> series(curve, words, reach)).toList())
        .draw();
  }

  private static double last(RadiusCurve curve) {
    return curve.steps().get(curve.steps().size() - 1).radius();
  }

  /** Each step as its two ends; a victim that no larger change fooled stays where it is. */
  private static CurveChart.Series series(RadiusCurve curve, MeasureWords words, double reach) {
    List<CurveChart.Point> points = new ArrayList<>();
    Estimate before = curve.steps().get(0).accuracy();
    for (RadiusCurve.Step step : curve.steps()) {
      points.add(new CurveChart.Point(words.shown(step.radius()), before));
      points.add(new CurveChart.Point(words.shown(step.radius()), step.accuracy()));
      before = step.accuracy();
    }
    points.add(new CurveChart.Point(words.shown(reach), before));
    return new CurveChart.Series(curve.victim(), points);
  }

  private static String described(RadiusCurve curve) {
    MeasureWords words = MeasureWords.of(curve.measure());
    return "%s: %s left without a change, %s left at %s"
        .formatted(
            curve.victim(),
            Figures.share(curve.steps().get(0).accuracy().value()),
            Figures.share(curve.steps().get(curve.steps().size() - 1).accuracy().value()),
            words.text(last(curve)));
  }

  /** What fools each victim in one study of ten, and in every second. */
  public static ReportTable table(Scorecard scorecard) {
    return new ReportTable(
        "Smallest changes that fool",
        "The change that is enough in one study of ten, and in every second one, with its 95% interval; studies that the victim is wrong on need none. Smaller ones that no attack found may be there.",
        List.of(
            names("Victim"),
            names("Change"),
            figures("Studies"),
            figures("In one of ten"),
            figures("In every second")),
        scorecard.curves().radii().stream().map(RadiusSection::row).toList());
  }

  private static List<TableCell> row(RadiusCurve curve) {
    MeasureWords words = MeasureWords.of(curve.measure());
    return List.of(
        TableCell.of(curve.victim()),
        TableCell.of(words.title()),
        TableCell.of(Long.toString(curve.studies())),
        cell(words, curve.tenth()),
        cell(words, curve.median()));
  }

  private static TableCell cell(MeasureWords words, Estimate radius) {
    if (!radius.isKnown()) {
      return TableCell.of(Figures.MISSING, "fewer were fooled");
    }
    return TableCell.of(
        words.text(radius.value()),
        radius.hasInterval() ? words.text(radius.low()) + " to " + words.text(radius.high()) : "");
  }
}
