package io.gauntlet.report.chart;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.stats.Estimate;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Drops in points, a line for each, with their intervals and the margins that they are held
 * against: better to the left, worse to the right. Other differences are drawn alike, without one.
 *
 * @param id no other chart of the page has
 * @param title names it
 * @param description says in words what it shows
 * @param lines from top to bottom, at least one
 */
public record ForestPlot(String id, String title, String description, List<Line> lines) {
  private static final int WIDTH = 420;
  private static final int LINE = 44;
  private static final int AXIS = 30;
  private static final double NAME_ABOVE = 0.28;
  private static final double BELOW_NAME = 0.16;
  private static final double ROOM = 0.1;
  private static final Shape TICK = new Rectangle2D.Double(-1.5, -8, 3, 16);

  /**
   * A drop, or another difference, and its margin.
   *
   * @param name whose it is
   * @param drop in [-1, 1]; unknown where there is none
   * @param margin in (0, 1); empty where it is held against none
   */
  public record Line(String name, Estimate drop, OptionalDouble margin) {}

  public ForestPlot {
    lines = List.copyOf(lines);
  }

  /** Draws it. */
  public Chart draw() {
    XYIntervalSeriesCollection points = new XYIntervalSeriesCollection();
    points.addSeries(drops());
    points.addSeries(margins());
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setCapLength(0);
    renderer.setErrorStroke(new BasicStroke(1.5f));
    renderer.setSeriesPaint(0, Mark.DISC.paint());
    renderer.setSeriesShape(0, Mark.DISC.shape());
    renderer.setSeriesPaint(1, CssPaint.INK);
    renderer.setSeriesShape(1, TICK);
    renderer.setSeriesToolTipGenerator(0, (data, kind, item) -> tip(item));
    NumberAxis rows = new NumberAxis();
    rows.setRange(-0.5, lines.size() - 0.5);
    rows.setInverted(true);
    rows.setVisible(false);
    NumberAxis across = Style.quiet(new NumberAxis());
    double least = ends().min().orElse(0);
    double most = ends().max().orElse(1);
    double room = ROOM * (most - least);
    across.setRange(least - room, most + room);
    across.setNumberFormatOverride(Style.number("0"));
    XYPlot plot = new XYPlot(points, across, rows, renderer);
    plot.setRangeGridlinesVisible(false);
    plot.addDomainMarker(new ValueMarker(0, CssPaint.SOFT, new BasicStroke(1)));
    for (int line = 0; line < lines.size(); line++) {
      XYTextAnnotation name =
          new XYTextAnnotation(lines.get(line).name(), least - room, line - NAME_ABOVE);
      name.setTextAnchor(TextAnchor.CENTER_LEFT);
      name.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Style.TEXT_SIZE));
      name.setPaint(CssPaint.INK);
      plot.addAnnotation(name);
    }
    return Drawing.draw(
        Style.chart(plot),
        new Drawing.Words(id, title, description),
        WIDTH,
        AXIS + LINE * lines.size(),
        List.of());
  }

  /** What the mark of a drop tells that is drawn at a place among those that have an interval. */
  private String tip(int item) {
    Line line =
        lines.stream()
            .filter(each -> each.drop().hasInterval())
            .skip(item)
            .findFirst()
            .orElseThrow();
    return Tips.text(
        line.name(),
        Tips.points(line.drop())
            + (line.margin().isPresent()
                ? ", margin " + Figures.oneDecimal(100 * line.margin().getAsDouble())
                : ""));
  }

  /** All that has to be on the axis, zero too, in points. */
  private DoubleStream ends() {
    return lines.stream()
        .flatMapToDouble(
            line ->
                DoubleStream.of(
                    0,
                    line.drop().low(),
                    line.drop().value(),
                    line.drop().high(),
                    line.margin().orElse(Double.NaN)))
        .filter(Double::isFinite)
        .map(share -> 100 * share);
  }

  private XYIntervalSeries drops() {
    XYIntervalSeries drops = new XYIntervalSeries("drop");
    for (int line = 0; line < lines.size(); line++) {
      Estimate drop = lines.get(line).drop();
      double y = line + BELOW_NAME;
      if (drop.hasInterval()) {
        drops.add(100 * drop.value(), 100 * drop.low(), 100 * drop.high(), y, y, y);
      }
    }
    return drops;
  }

  private XYIntervalSeries margins() {
    XYIntervalSeries margins = new XYIntervalSeries("margin");
    for (int line = 0; line < lines.size(); line++) {
      double y = line + BELOW_NAME;
      lines
          .get(line)
          .margin()
          .ifPresent(
              margin -> {
                double x = 100 * margin;
                margins.add(x, x, x, y, y, y);
              });
    }
    return margins;
  }
}
