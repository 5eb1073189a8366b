package io.gauntlet.report.chart;

import io.gauntlet.report.table.Figures;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Shares of a whole, a bar for each name; each share of 8 % and more says how large it is.
 *
 * @param id no other chart of the page has
 * @param title names it
 * @param description says in words what it shows
 * @param names from top to bottom
 * @param parts from left to right
 */
public record ShareBars(
    String id, String title, String description, List<String> names, List<Part> parts) {
  private static final int WIDTH = 350;
  private static final int LINE = 34;
  private static final int AXIS = 32;
  private static final double LEGIBLE = 0.08;

  /**
   * One part of every whole.
   *
   * @param label in the legend
   * @param shares one for each name, in {@code [0, 1]}
   */
  public record Part(String label, List<Double> shares) {

    public Part {
      shares = List.copyOf(shares);
    }
  }

  public ShareBars {
    names = List.copyOf(names);
    parts = List.copyOf(parts);
  }

  /** Draws it. */
  public Chart draw() {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    StackedBarRenderer renderer = new StackedBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(true);
    renderer.setDefaultOutlinePaint(CssPaint.PAGE);
    renderer.setDefaultItemLabelGenerator(new Legible());
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(new Font(Font.SANS_SERIF, Font.BOLD, Style.TEXT_SIZE));
    renderer.setDefaultItemLabelPaint(new CssPaint("var(--on-mark)"));
    renderer.setDefaultToolTipGenerator((shares, part, name) -> tip(part, name));
    for (int part = 0; part < parts.size(); part++) {
      renderer.setSeriesPaint(part, Mark.of(part).paint());
      renderer.setSeriesOutlinePaint(part, CssPaint.PAGE);
      for (int name = 0; name < names.size(); name++) {
        data.addValue(
            parts.get(part).shares().get(name), Integer.valueOf(part), Integer.valueOf(name));
      }
    }
    CategoryAxis lines = new NamedAxis(names);
    NumberAxis below = Style.percent();
    CategoryPlot plot = new CategoryPlot(data, lines, below, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setRangeGridlinesVisible(false);
    JFreeChart chart = Style.frameless(plot);
    return Drawing.draw(
        chart,
        new Drawing.Words(id, title, description),
        WIDTH,
        AXIS + LINE * names.size(),
        Mark.keys(parts.stream().map(Part::label).toList()));
  }

  private String tip(int part, int name) {
    return Tips.text(
        names.get(name) + ", " + parts.get(part).label(),
        Figures.share(parts.get(part).shares().get(name)));
  }

  /** Categories are places, so that two names that are shortened alike stay two. */
  private static final class NamedAxis extends CategoryAxis {
    private static final long serialVersionUID = 1;

    private final List<String> names;

    NamedAxis(List<String> names) {
      this.names = List.copyOf(names);
      setAxisLineVisible(false);
      setTickMarksVisible(false);
      setLowerMargin(0.02);
      setUpperMargin(0.02);
      setCategoryMargin(0.25);
      setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, Style.TEXT_SIZE));
      setTickLabelPaint(CssPaint.INK);
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected TextBlock createLabel(
        Comparable category, float width, RectangleEdge edge, Graphics2D graphics) {
      return super.createLabel(
          Style.shortened(names.get((Integer) category)), width, edge, graphics);
    }
  }

  private static final class Legible extends StandardCategoryItemLabelGenerator {
    private static final long serialVersionUID = 1;

    @Override
    public String generateLabel(CategoryDataset data, int part, int name) {
      double share = data.getValue(part, name).doubleValue();
      return share < LEGIBLE ? "" : Style.number("0%").format(share);
    }
  }
}
