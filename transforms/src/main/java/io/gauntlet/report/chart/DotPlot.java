package io.gauntlet.report.chart;

import io.gauntlet.score.stats.Estimate;
import java.awt.BasicStroke;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Shares from 0 to 100 %, a line for each name, with a mark and its 95 % interval for each series.
 *
 * @param id no other chart of the page has
 * @param title names it
 * @param description says in words what it shows
 * @param names from top to bottom
 * @param series in the order of the legend
 */
public record DotPlot(
    String id, String title, String description, List<String> names, List<Series> series) {
  private static final int WIDTH = 350;
  private static final int LINE = 70;
  private static final int AXIS = 30;
  private static final double SPACE = 0.5;
  private static final double BELOW_NAME = 0.13;
  private static final double NAME_ABOVE = 0.34;

  /**
   * The marks of one kind.
   *
   * @param label in the legend
   * @param shares one for each name; empty where there is none
   */
  public record Series(String label, List<Optional<Estimate>> shares) {

    public Series {
      shares = List.copyOf(shares);
    }
  }

  public DotPlot {
    names = List.copyOf(names);
    series = List.copyOf(series);
  }

  /** Draws it. */
  public Chart draw() {
    XYIntervalSeriesCollection points = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setCapLength(0);
    renderer.setErrorStroke(new BasicStroke(1.5f));
    for (int i = 0; i < series.size(); i++) {
      points.addSeries(points(i));
      renderer.setSeriesPaint(i, Mark.of(i).paint());
      renderer.setSeriesShape(i, Mark.of(i).shape());
    }
    renderer.setDefaultToolTipGenerator((data, kind, item) -> tip(kind, item));
    NumberAxis lines = new NumberAxis();
    lines.setRange(-0.5, names.size() - 0.5);
    lines.setInverted(true);
    lines.setVisible(false);
    XYPlot plot = new XYPlot(points, Style.percent(), lines, renderer);
    plot.setRangeGridlinesVisible(false);
    for (int line = 0; line < names.size(); line++) {
      plot.addAnnotation(name(line));
      if (line > 0) {
        plot.addRangeMarker(new ValueMarker(line - 0.5, CssPaint.LINE, new BasicStroke(1)));
      }
    }
    int height = AXIS + LINE * names.size();
    return Drawing.draw(
        Style.chart(plot),
        new Drawing.Words(id, title, description),
        WIDTH,
        height,
        Mark.keys(series.stream().map(Series::label).toList()));
  }

  /** What the mark of a series tells that is drawn at a place among those that are known. */
  private String tip(int kind, int item) {
    List<Optional<Estimate>> shares = series.get(kind).shares();
    int line =
        IntStream.range(0, shares.size())
            .filter(each -> isKnown(shares.get(each)))
            .skip(item)
            .findFirst()
            .orElseThrow();
    return Tips.text(
        names.get(line) + ", " + series.get(kind).label(),
        Tips.share(shares.get(line).orElseThrow()));
  }

  private static boolean isKnown(Optional<Estimate> share) {
    return share.filter(known -> !Double.isNaN(known.value())).isPresent();
  }

  /** A name stands above its marks, where a narrow page has room for it. */
  private XYTextAnnotation name(int line) {
    XYTextAnnotation name =
        new XYTextAnnotation(Style.shortened(names.get(line)), 0, line - NAME_ABOVE);
    name.setTextAnchor(TextAnchor.CENTER_LEFT);
    name.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Style.TEXT_SIZE));
    name.setPaint(CssPaint.INK);
    return name;
  }

  private XYIntervalSeries points(int place) {
    XYIntervalSeries points = new XYIntervalSeries(series.get(place).label());
    double offset = series.size() == 1 ? 0 : SPACE * ((double) place / (series.size() - 1) - 0.5);
    List<Optional<Estimate>> shares = new ArrayList<>(series.get(place).shares());
    for (int line = 0; line < shares.size(); line++) {
      double y = line + BELOW_NAME + offset;
      shares
          .get(line)
          .filter(share -> !Double.isNaN(share.value()))
          .ifPresent(
              share ->
                  points.add(
                      share.value(),
                      share.hasInterval() ? share.low() : share.value(),
                      share.hasInterval() ? share.high() : share.value(),
                      y,
                      y,
                      y));
    }
    return points;
  }
}
