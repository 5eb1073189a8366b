package io.gauntlet.report.chart;

import io.gauntlet.score.stats.Estimate;
import java.awt.BasicStroke;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Lines of shares with their intervals as bands: what curves and trends have in common. */
final class Bands {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 220;
  private static final int MOST_TIPS = 12;

  private static final float OPACITY = 0.14f;
  private static final float THICKNESS = 1.75f;

  /** A line, its points by rising x. */
  record Line(String label, List<Point> points) {

    private List<Point> known() {
      return points.stream().filter(point -> !Double.isNaN(point.share().value())).toList();
    }
  }

  /**
   * A point of a line.
   *
   * @param at how its place across is read
   */
  record Point(double x, String at, Estimate share) {}

  private Bands() {}

  /** Draws lines over an axis, with a legend in their order. */
  static Chart draw(Drawing.Words words, ValueAxis below, List<Line> lines) {
    return Drawing.draw(
        Style.chart(plot(below, lines)),
        words,
        WIDTH,
        HEIGHT,
        Mark.keys(lines.stream().map(Line::label).toList()));
  }

  private static XYPlot plot(ValueAxis below, List<Line> lines) {
    YIntervalSeriesCollection points = new YIntervalSeriesCollection();
    DeviationRenderer renderer = new DeviationRenderer(true, true);
    renderer.setAlpha(OPACITY);
    for (int i = 0; i < lines.size(); i++) {
      points.addSeries(points(i, lines.get(i)));
      renderer.setSeriesPaint(i, Mark.of(i).paint());
      renderer.setSeriesFillPaint(i, Mark.of(i).paint());
      renderer.setSeriesShape(i, Mark.of(i).shape());
      renderer.setSeriesStroke(i, new BasicStroke(THICKNESS));
    }
    renderer.setDefaultToolTipGenerator((data, line, item) -> tip(lines.get(line), item));
    XYPlot plot = new XYPlot(points, below, Style.percent(), renderer);
    plot.setDomainGridlinesVisible(false);
    return plot;
  }

  /** What a point tells; of a line of many points a dozen tell, and the last. */
  private static @Nullable String tip(Line line, int item) {
    List<Point> points = line.known();
    int stride = 1 + (points.size() - 1) / MOST_TIPS;
    if (item % stride != 0 && item != points.size() - 1) {
      return null;
    }
    Point point = points.get(item);
    return Tips.text(line.label() + ", " + point.at(), Tips.share(point.share()));
  }

  private static YIntervalSeries points(int place, Line line) {
    YIntervalSeries points = new YIntervalSeries(place);
    for (Point point : line.known()) {
      Estimate share = point.share();
      boolean banded = share.hasInterval();
      points.add(
          point.x(),
          share.value(),
          banded ? share.low() : share.value(),
          banded ? share.high() : share.value());
    }
    return points;
  }
}
