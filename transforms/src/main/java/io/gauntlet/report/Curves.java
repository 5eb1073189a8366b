package io.gauntlet.report;

import static java.util.Comparator.comparingInt;

import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.CurveChart;
import io.gauntlet.report.paper.AttackLabel;
import io.gauntlet.report.sentence.Worst;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.curve.RobustnessCurve;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Robustness curves: accuracy of every victim as an attack may spend more, with sensitivity and
 * specificity beside it, which show an answer that never changes, and F1.
 */
final class Curves {
  private Curves() {}

  /** Charts for each attack that was swept; those of a class only where a study is of it. */
  static List<Chart> of(Scorecard scorecard) {
    Map<String, List<RobustnessCurve>> sweeps = new LinkedHashMap<>();
    List<String> victims = Worst.of(scorecard).stream().map(Worst::victim).toList();
    List<RobustnessCurve> curves =
        scorecard.curves().swept().stream()
            .sorted(comparingInt(curve -> victims.indexOf(curve.victim())))
            .toList();
    for (RobustnessCurve curve : curves) {
      sweeps
          .computeIfAbsent(curve.family() + " by " + curve.budget(), key -> new ArrayList<>())
          .add(curve);
    }
    String f1 = (scorecard.classes().isOfTwo() ? Metric.F1 : Metric.MACRO_F1).label();
    List<Chart> charts = new ArrayList<>();
    sweeps
        .values()
        .forEach(
            sweep -> {
              String id = "curve-" + charts.size();
              String family = family(scorecard, sweep.get(0));
              charts.add(
                  chart(
                      id + "-accuracy",
                      "Accuracy under " + family,
                      sweep,
                      RobustnessCurve.Point::accuracy));
              for (Metric metric : List.of(Metric.RECALL, Metric.SPECIFICITY)) {
                Function<RobustnessCurve, Function<RobustnessCurve.Point, Estimate>> share =
                    curve -> point -> estimate(scorecard, curve, point, metric);
                if (sweep.stream().anyMatch(curve -> isKnown(curve, share.apply(curve)))) {
                  charts.add(
                      chartOf(
                          id + "-" + metric.key(),
                          metric.label() + " under " + family,
                          sweep,
                          share));
                }
              }
              List<RobustnessCurve> withF1 =
                  sweep.stream().filter(curve -> curve.f1Area().isKnown()).toList();
              if (!withF1.isEmpty()) {
                charts.add(
                    chart(id + "-f1", f1 + " under " + family, withF1, RobustnessCurve.Point::f1));
              }
            });
    return charts;
  }

  /** A figure of the cell that a point of a curve is. */
  private static Estimate estimate(
      Scorecard scorecard, RobustnessCurve curve, RobustnessCurve.Point point, Metric metric) {
    return scorecard
        .cell(curve.victim(), point.attack())
        .map(cell -> cell.estimate(metric))
        .orElse(Estimate.UNKNOWN);
  }

  private static boolean isKnown(
      RobustnessCurve curve, Function<RobustnessCurve.Point, Estimate> share) {
    return curve.points().stream().anyMatch(point -> share.apply(point).isKnown());
  }

  private static Chart chart(
      String id,
      String title,
      List<RobustnessCurve> sweep,
      Function<RobustnessCurve.Point, Estimate> share) {
    return chartOf(id, title, sweep, curve -> share);
  }

  private static Chart chartOf(
      String id,
      String title,
      List<RobustnessCurve> sweep,
      Function<RobustnessCurve, Function<RobustnessCurve.Point, Estimate>> share) {
    RobustnessCurve first = sweep.get(0);
    return new CurveChart(
            id,
            title,
            sweep.stream()
                .map(curve -> described(curve, share.apply(curve)))
                .collect(Collectors.joining("; ")),
            first.budget().equals("fraction") ? "share of the words" : first.budget(),
            sweep.stream()
                .map(
                    curve ->
                        new CurveChart.Series(
                            curve.victim(),
                            curve.points().stream()
                                .map(
                                    point ->
                                        new CurveChart.Point(
                                            point.budget(), share.apply(curve).apply(point)))
                                .toList()))
                .toList())
        .draw();
  }

  /** What an attack is called without its budget; as it is spelled where no cell is of it. */
  private static String family(Scorecard scorecard, RobustnessCurve curve) {
    return curve.points().stream()
        .flatMap(point -> scorecard.attack(point.attack()).stream())
        .filter(ScoredAttack::isSingle)
        .findFirst()
        .map(attack -> AttackLabel.spelled(attack.first().without(List.of(curve.budget()))))
        .orElse(curve.family());
  }

  private static String described(
      RobustnessCurve curve, Function<RobustnessCurve.Point, Estimate> share) {
    return curve.points().stream()
        .map(
            point ->
                Figures.share(share.apply(point).value()) + " at " + Figures.number(point.budget()))
        .collect(Collectors.joining(", ", curve.victim() + ": ", ""));
  }
}
