package io.gauntlet.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Views;
import io.gauntlet.model.train.TrainingExample;
import java.util.List;
import java.util.Optional;

/**
 * How images enter a network.
 *
 * @param views names of the views in their order; frontal and lateral where a config has none
 * @param height pixels
 * @param width pixels
 * @param mean of the training part's pixels, in {@code [0, 1]}
 * @param deviation of the training part's pixels, above 0
 */
public record PixelInput(
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = PixelInput.BothViews.class)
        List<String> views,
    int height,
    int width,
    double mean,
    double deviation) {

  /**
   * Equals what is left out of a config: the views that all victims had when there was no other.
   */
  static final class BothViews {
    @Override
    public boolean equals(Object other) {
      return Views.BOTH.names().equals(other);
    }

    @Override
    public int hashCode() {
      return Views.BOTH.names().hashCode();
    }
  }

  public PixelInput {
    // Jackson gives null for what a config leaves out.
    views = Optional.ofNullable(views).map(List::copyOf).orElse(Views.BOTH.names());
    if (height < 1 || width < 1 || !(deviation > 0)) {
      throw new IllegalArgumentException(
          "images need a height and width of at least 1 and a deviation above 0");
    }
  }

  /** The size of the images. */
  @JsonIgnore
  public ImageSize size() {
    return new ImageSize(ImmutableList.copyOf(views), height, width);
  }

  /** Frontal and lateral views. */
  public static PixelInput ofBoth(int height, int width, double mean, double deviation) {
    return new PixelInput(Views.BOTH.names(), height, width, mean, deviation);
  }

  /** Images of a size, with the mean and deviation of these examples. */
  public static PixelInput measure(ImageSize size, Iterable<TrainingExample> examples) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (TrainingExample example : examples) {
      for (float value : example.pixels()) {
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    double mean = sum / count;
    return new PixelInput(
        size.views(),
        size.height(),
        size.width(),
        mean,
        Math.sqrt(Math.max(squares / count - mean * mean, 1e-6)));
  }
}
