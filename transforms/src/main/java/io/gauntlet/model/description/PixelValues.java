package io.gauntlet.model.description;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Floats;
import io.gauntlet.model.config.ConfigKeys;
import java.util.List;

/**
 * How a victim takes the pixels of grey images: in which range, in how many channels, normalised by
 * which mean and standard deviation, and as which type of number. The pixels that an attack works
 * on stay as they are, whatever the victim does to what it is given; gradients reach them.
 *
 * @param channels 1, or 3 that are all the same
 * @param range what black and white are, such as 0 and 255
 * @param mean subtracted after that, one for all channels or one for each
 * @param std standard deviation, by which is divided then, one for all channels or one for each
 * @param type of the numbers
 */
public record PixelValues(
    int channels,
    ImmutableList<Double> range,
    ImmutableList<Double> mean,
    ImmutableList<Double> std,
    DataType type) {
  /** The keys of the config that say it. */
  public static final ImmutableSet<String> KEYS =
      ImmutableSet.of("channels", "range", "mean", "std", "type");

  private static final int COLOURS = 3;
  private static final ImmutableList<Double> FROM_0_TO_1 = ImmutableList.of(0.0, 1.0);
  private static final ImmutableList<Double> NO_MEAN = ImmutableList.of(0.0);
  private static final ImmutableList<Double> NO_STD = ImmutableList.of(1.0);
  private static final ImmutableMap<String, DataType> TYPES =
      ImmutableMap.of(
          "float32", DataType.FLOAT32, "float64", DataType.FLOAT64, "float16", DataType.FLOAT16);

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when a value is wrong; names the key
   */
  public static PixelValues of(ConfigKeys keys) {
    int channels = keys.count("channels", 1).orElse(1);
    if (channels != 1 && channels != COLOURS) {
      throw keys.fault("channels", "is " + channels + "; give 1 or 3");
    }
    ImmutableList<Double> range = keys.numbers("range").orElse(FROM_0_TO_1);
    if (range.size() != 2 || range.get(0) >= range.get(1)) {
      throw keys.fault(
          "range", "is " + range + "; give what black and white are, such as [0, 255]");
    }
    ImmutableList<Double> std = keys.numbers("std").orElse(NO_STD);
    if (std.stream().anyMatch(value -> value <= 0)) {
      throw keys.fault("std", "is " + std + "; give values above 0");
    }
    return new PixelValues(
        channels,
        range,
        eachChannel(keys, "mean", keys.numbers("mean").orElse(NO_MEAN), channels),
        eachChannel(keys, "std", std, channels),
        keys.word("type", TYPES).orElse(DataType.FLOAT32));
  }

  private static ImmutableList<Double> eachChannel(
      ConfigKeys keys, String key, ImmutableList<Double> values, int channels) {
    if (values.size() != 1 && values.size() != channels) {
      throw keys.fault(
          key, "has %s values; give one, or one a channel: %s".formatted(values.size(), channels));
    }
    return values;
  }

  /**
   * The pixels as the victim takes them, in memory of their own.
   *
   * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}
   * @return {@code [batch, views, height, width]}; of three channels {@code [batch, 3, height,
   *     width]} where there is one view, and {@code [batch, views, 3, height, width]} of several
   */
  public NDArray of(NDArray pixels) {
    NDArray values = pixels;
    if (!range.equals(FROM_0_TO_1)) {
      double black = range.get(0);
      values = values.mul(one(pixels, range.get(1) - black)).add(one(pixels, black));
    }
    boolean severalViews = pixels.getShape().get(1) > 1;
    if (channels > 1) {
      int axis = severalViews ? 2 : 1;
      NDArray each = severalViews ? values.expandDims(axis) : values;
      values = NDArrays.concat(new NDList(each, each, each), axis);
    }
    if (!mean.equals(NO_MEAN)) {
      values = values.sub(perChannel(pixels, mean));
    }
    if (!std.equals(NO_STD)) {
      values = values.div(perChannel(pixels, std));
    }
    if (type != DataType.FLOAT32) {
      // No gradient passes through DJL's change of type.
      return values.getManager().zeros(values.getShape(), type).addi(values);
    }
    // A victim may write into what it is given, and never into an attack's own pixels. Gradients
    // pass through a product, and not through a duplicate.
    return isAsItIs() ? pixels.mul(one(pixels, 1)) : values;
  }

  private boolean isAsItIs() {
    return channels == 1 && range.equals(FROM_0_TO_1) && mean.equals(NO_MEAN) && std.equals(NO_STD);
  }

  private static NDArray one(NDArray like, double value) {
    return like.getManager().create((float) value);
  }

  private static NDArray perChannel(NDArray like, List<Double> values) {
    return like.getManager().create(Floats.toArray(values), new Shape(values.size(), 1, 1));
  }
}
