package io.gauntlet.model;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Views;
import java.io.Serializable;

/**
 * The views that an image branch reads, and their size.
 *
 * @param views their names, in the order of a network's input; at least one
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record ImageSize(ImmutableList<String> views, int height, int width)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public ImageSize {
    if (views.isEmpty() || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "images have at least one view, and a height and a width of at least 1");
    }
  }

  /** Frontal and lateral views of a size. */
  public static ImageSize ofBoth(int height, int width) {
    return new ImageSize(Views.BOTH.names(), height, width);
  }

  /** The shape of a batch of studies: {@code [studies, views, height, width]}. */
  public Shape batch(long studies) {
    return new Shape(studies, views.size(), height, width);
  }

  /** Pixels of a study, all views together. */
  public int pixelsPerStudy() {
    return views.size() * height * width;
  }

  @Override
  public String toString() {
    String size = height + " x " + width;
    return views.equals(Views.BOTH.names()) ? size : size + " of " + views;
  }
}
