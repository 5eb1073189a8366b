package io.gauntlet.report.chart;

import java.awt.Font;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.font.FontRenderContext;
import java.io.StringWriter;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SVGPaintDescriptor;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Draws charts as SVG for a page: text stays text, and colours are left to the page's style sheet.
 * Without a font on the machine nothing is drawn, for a run must not fail at its last step.
 */
final class Drawing {
  static final String SVG = "http://www.w3.org/2000/svg";
  private static final int PRECISION = 2;
  private static final boolean FONTS = fonts();

  private Drawing() {}

  /**
   * Draws a chart.
   *
   * @param words that name and describe it
   * @param keys its legend
   */
  static Chart draw(JFreeChart chart, Words words, int width, int height, List<Mark.Key> keys) {
    if (!FONTS) {
      return new Chart(words.title(), "", keys, List.of());
    }
    String id = words.id();
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(PRECISION);
    context.setComment(null);
    context.setIDGenerator(new PrefixedIds(id));
    context.setExtensionHandler(new CssPaints());
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Style.TEXT_SIZE));
    ChartRenderingInfo drawn = new ChartRenderingInfo();
    chart.draw(graphics, new Rectangle(width, height), drawn);
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 %s %s".formatted(width, height));
    root.setAttribute("class", "chart");
    root.setAttribute("style", "max-width:%spx".formatted(width * 5 / 4));
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", id + "-title " + id + "-description");
    root.insertBefore(
        described(document, "desc", id + "-description", words.description()),
        root.getFirstChild());
    root.insertBefore(
        described(document, "title", id + "-title", words.title()), root.getFirstChild());
    List<Chart.Figure> figures = Tips.over(drawn, document, root);
    return new Chart(words.title(), text(root), keys, figures);
  }

  /**
   * What is said of a chart.
   *
   * @param id no other chart of the page has; letters, digits and hyphens
   * @param title read out first
   * @param description read out after it: what the chart shows, in words
   */
  record Words(String id, String title, String description) {}

  /** A container's Java often has no font at all, and answers with errors of several kinds. */
  private static boolean fonts() {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, Style.TEXT_SIZE)
          .getLineMetrics("0", new FontRenderContext(null, false, false));
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  private static Element described(Document document, String name, String id, String text) {
    Element element = document.createElementNS(SVG, name);
    element.setAttribute("id", id);
    element.appendChild(document.createTextNode(text));
    return element;
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Element root) {
    try {
      TransformerFactory factory = TransformerFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter out = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Clip paths of several charts on one page must not share their names. */
  private static final class PrefixedIds extends SVGIDGenerator {
    private final String prefix;

    PrefixedIds(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String generateID(String kind) {
      return super.generateID(prefix + "-" + kind);
    }
  }

  private static final class CssPaints extends DefaultExtensionHandler {
    @Override
    public SVGPaintDescriptor handlePaint(Paint paint, SVGGeneratorContext context) {
      return paint instanceof CssPaint css ? new SVGPaintDescriptor(css.css(), "1") : null;
    }
  }
}
