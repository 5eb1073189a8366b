package io.gauntlet.report.chart;

import io.gauntlet.score.stats.Estimate;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleInsets;

/**
 * Shares from 0 to 100 % as they change with something, with their 95 % intervals as bands.
 *
 * @param id no other chart of the page has
 * @param title names it
 * @param description says in words what it shows
 * @param across what they change with, under its axis
 * @param series in the order of the legend
 */
public record CurveChart(
    String id, String title, String description, String across, List<Series> series) {
  /**
   * One curve.
   *
   * @param label in the legend
   * @param points by rising x
   */
  public record Series(String label, List<Point> points) {

    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * A point of a curve.
   *
   * @param x its place across
   * @param share in {@code [0, 1]}
   */
  public record Point(double x, Estimate share) {}

  public CurveChart {
    series = List.copyOf(series);
  }

  /** Draws it. */
  public Chart draw() {
    NumberAxis below = Style.quiet(new NumberAxis(across));
    below.setLabelPaint(CssPaint.SOFT);
    below.setLabelFont(below.getTickLabelFont());
    below.setNumberFormatOverride(Style.number("0.####"));
    below.setAutoRangeIncludesZero(false);
    below.setAutoRangeStickyZero(false);
    below.setTickLabelInsets(new RectangleInsets(4, 4, 2, 4));
    List<Bands.Line> lines =
        series.stream()
            .map(
                curve ->
                    new Bands.Line(
                        curve.label(), curve.points().stream().map(point -> point(point)).toList()))
            .toList();
    return Bands.draw(new Drawing.Words(id, title, description), below, lines);
  }

  private static Bands.Point point(Point point) {
    return new Bands.Point(
        point.x(), "at " + Style.number("0.####").format(point.x()), point.share());
  }
}
