package io.gauntlet.report.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** What all charts have in common: quiet grids, no frames, one size of text. */
final class Style {
  static final int TEXT_SIZE = 11;

  private static final int LONGEST_LABEL = 18;
  private static final BasicStroke HAIRLINE = new BasicStroke(1);

  private Style() {}

  /** A chart without title and legend, which the page has. */
  static JFreeChart chart(XYPlot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinePaint(CssPaint.LINE);
    plot.setRangeGridlinePaint(CssPaint.LINE);
    plot.setDomainGridlineStroke(HAIRLINE);
    plot.setRangeGridlineStroke(HAIRLINE);
    return frameless(plot);
  }

  /** A chart without title, legend, background and frame. */
  static JFreeChart frameless(Plot plot) {
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    chart.setPadding(new RectangleInsets(6, 2, 2, 12));
    return chart;
  }

  /** Makes an axis quiet. */
  static <T extends ValueAxis> T quiet(T axis) {
    axis.setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE));
    axis.setTickLabelPaint(CssPaint.SOFT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  /** From 0 to 100 %. */
  static NumberAxis percent() {
    NumberAxis axis = quiet(new NumberAxis());
    // A little room, so that marks at the ends are whole.
    axis.setRange(-0.025, 1.025);
    axis.setTickUnit(new NumberTickUnit(0.25, number("0%")));
    return axis;
  }

  static NumberFormat number(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** A name that fits beside an axis; the page's tables have the whole of it. */
  static String shortened(String name) {
    return name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "…";
  }
}
