package io.gauntlet.model.http;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * Studies that one call asks about.
 *
 * @param studies how many, at least 1
 * @param images what is sent of them; empty where the model sees none
 * @param captions what is sent of them; empty where the model reads none
 */
record Question(int studies, Optional<Images> images, Optional<Captions> captions) {

  /** Images as the model takes them. */
  static final class Images {
    private final String input;
    private final String type;
    private final Shape shape;
    private final float[] values;

    /**
     * Of some studies.
     *
     * @param input the name under which they are sent
     * @param type of the numbers, as Open Inference calls it
     * @param shape {@code [studies, views, height, width]}, or what else the model takes
     * @param values one study after the other
     */
    Images(String input, String type, Shape shape, float[] values) {
      this.input = input;
      this.type = type;
      this.shape = shape;
      this.values = values;
    }

    String input() {
      return input;
    }

    String type() {
      return type;
    }

    /** Axes, the studies first. */
    long[] shape() {
      return shape.getShape();
    }

    /** Numbers, which nobody changes. */
    float[] values() {
      return values;
    }
  }

  /**
   * Captions.
   *
   * @param input the name under which they are sent
   * @param texts one a study
   */
  record Captions(String input, ImmutableList<String> texts) {}
}
