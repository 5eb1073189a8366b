package io.gauntlet.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.gauntlet.model.train.TrainingExample;

/**
 * How images enter a network.
 *
 * @param height pixels
 * @param width pixels
 * @param mean of the training part's pixels, in {@code [0, 1]}
 * @param deviation of the training part's pixels, above 0
 */
public record PixelInput(int height, int width, double mean, double deviation) {

  public PixelInput {
    if (height < 1 || width < 1 || !(deviation > 0)) {
      throw new IllegalArgumentException(
          "images need a height and width of at least 1 and a deviation above 0");
    }
  }

  /** The size of the images. */
  @JsonIgnore
  public ImageSize size() {
    return new ImageSize(height, width);
  }

  /** Square images, with the mean and deviation of these examples. */
  public static PixelInput measure(int side, Iterable<TrainingExample> examples) {
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
        side, side, mean, Math.sqrt(Math.max(squares / count - mean * mean, 1e-6)));
  }
}
