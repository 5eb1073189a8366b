package io.gauntlet.report.chart;

import com.google.common.primitives.ImmutableDoubleArray;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the points of a series look: by colour, after Okabe and Ito, and by shape for whom colours
 * are hard to tell apart.
 */
public enum Mark {
  /** A disc. */
  DISC(1),
  /** A triangle on its base. */
  TRIANGLE(2, 0, -5, 5, 4, -5, 4),
  /** A square. */
  SQUARE(3, -4, -4, 4, -4, 4, 4, -4, 4),
  /** A square on its corner. */
  DIAMOND(4, 0, -5.5, 5.5, 0, 0, 5.5, -5.5, 0),
  /** A triangle on its tip. */
  TIP(5, 0, 5, 5, -4, -5, -4),
  /** A bar. */
  BAR(6, -5, -2, 5, -2, 5, 2, -5, 2);

  private static final double RADIUS = 4.2;

  private final int series;
  private final ImmutableDoubleArray corners;

  Mark(int series, double... corners) {
    this.series = series;
    this.corners = ImmutableDoubleArray.copyOf(corners);
  }

  /** The mark of the series with this place, from 0; they come again when they run out. */
  public static Mark of(int place) {
    return values()[place % values().length];
  }

  /** What a legend says of series, in their order. */
  public static List<Key> keys(List<String> labels) {
    return IntStream.range(0, labels.size())
        .mapToObj(place -> new Key(labels.get(place), of(place)))
        .toList();
  }

  /**
   * An entry of a legend.
   *
   * @param label of the series
   * @param mark of its points
   */
  public record Key(String label, Mark mark) {}

  /** Its colour as CSS writes it. */
  public String colour() {
    return "var(--s" + series + ")";
  }

  /** Its outline around the origin as the path of SVG writes it. */
  public String path() {
    if (corners.isEmpty()) {
      return "M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0z";
    }
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < corners.length(); i += 2) {
      path.append(i == 0 ? 'M' : 'L').append(corners.get(i)).append(' ').append(corners.get(i + 1));
    }
    return path.append('z').toString();
  }

  Paint paint() {
    return new CssPaint(colour());
  }

  Shape shape() {
    if (corners.isEmpty()) {
      return new Ellipse2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS);
    }
    Path2D path = new Path2D.Double();
    path.moveTo(corners.get(0), corners.get(1));
    for (int i = 2; i < corners.length(); i += 2) {
      path.lineTo(corners.get(i), corners.get(i + 1));
    }
    path.closePath();
    return path;
  }
}
