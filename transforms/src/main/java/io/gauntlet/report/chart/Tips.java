package io.gauntlet.report.chart;

import com.google.common.base.Splitter;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.stats.Estimate;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.entity.ChartEntity;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The figures of a chart's marks. A renderer tells each as the text of a tooltip; here it becomes a
 * place on the drawing that tells it where a pointer rests, and a line of the table beneath.
 */
final class Tips {
  /** Room around a mark in which it is hit. */
  private static final double ROOM = 4;

  private static final Splitter PARTS = Splitter.on('\t').limit(2);

  private Tips() {}

  /** The text of a tooltip. */
  static String text(String name, String value) {
    return name.replace('\t', ' ') + '\t' + value;
  }

  /** A share in percent with its interval. */
  static String share(Estimate share) {
    return Figures.share(share.value())
        + (share.hasInterval() ? " (95%% %s)".formatted(Figures.interval(share)) : "");
  }

  /** A difference in points with its interval. */
  static String points(Estimate difference) {
    return Figures.points(difference.value())
        + " points"
        + (difference.hasInterval()
            ? " (95%% %s)".formatted(Figures.pointsInterval(difference))
            : "");
  }

  /** Puts a place above each mark that has a figure, and tells the figures. */
  static List<Chart.Figure> over(ChartRenderingInfo drawn, Document document, Element root) {
    List<Chart.Figure> figures = new ArrayList<>();
    for (Object each : drawn.getEntityCollection().getEntities()) {
      ChartEntity entity = (ChartEntity) each;
      if (entity.getToolTipText() != null) {
        List<String> parts = PARTS.splitToList(entity.getToolTipText());
        Chart.Figure figure = new Chart.Figure(parts.get(0), parts.get(1));
        figures.add(figure);
        root.appendChild(place(document, entity.getArea().getBounds2D(), figure));
      }
    }
    return figures;
  }

  private static Element place(Document document, Rectangle2D mark, Chart.Figure figure) {
    Element place = document.createElementNS(Drawing.SVG, "rect");
    place.setAttribute("class", "tip");
    place.setAttribute("x", number(mark.getX() - ROOM));
    place.setAttribute("y", number(mark.getY() - ROOM));
    place.setAttribute("width", number(mark.getWidth() + 2 * ROOM));
    place.setAttribute("height", number(mark.getHeight() + 2 * ROOM));
    Element title = document.createElementNS(Drawing.SVG, "title");
    title.appendChild(document.createTextNode(figure.name() + ": " + figure.value()));
    place.appendChild(title);
    return place;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
