package io.gauntlet.report.chart;

import java.awt.Color;
import java.awt.Paint;
import java.awt.PaintContext;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.ColorModel;

/**
 * A colour that the page's style sheet decides, so that one drawing serves light and dark pages.
 *
 * @param css a value of CSS, such as {@code var(--ink)}
 */
record CssPaint(String css) implements Paint {
  /** Text and the edges of marks. */
  static final CssPaint INK = new CssPaint("var(--ink)");

  /** Axis labels. */
  static final CssPaint SOFT = new CssPaint("var(--soft)");

  /** Grid lines. */
  static final CssPaint LINE = new CssPaint("var(--line)");

  /** Behind everything. */
  static final CssPaint PAGE = new CssPaint("var(--page)");

  @Override
  public PaintContext createContext(
      ColorModel model,
      Rectangle device,
      Rectangle2D user,
      AffineTransform transform,
      RenderingHints hints) {
    return Color.GRAY.createContext(model, device, user, transform, hints);
  }

  @Override
  public int getTransparency() {
    return Transparency.OPAQUE;
  }
}
