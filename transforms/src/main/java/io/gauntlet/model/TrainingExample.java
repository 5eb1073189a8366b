package io.gauntlet.model;

/**
 * A study as a trainer reads it; immutable by contract: the pixels are neither copied nor changed.
 */
public final class TrainingExample {
  private final float[] pixels;
  private final String caption;
  private final int label;

  /**
   * Keeps the arguments.
   *
   * @param pixels {@code 2 * height * width} values in {@code [0, 1]}, frontal then lateral; empty
   *     without pictures
   * @param caption the words
   * @param label 0 NORMAL, 1 ABNORMAL
   */
  public TrainingExample(float[] pixels, String caption, int label) {
    this.pixels = pixels;
    this.caption = caption;
    this.label = label;
  }

  float[] pixels() {
    return pixels;
  }

  /** The words. */
  public String caption() {
    return caption;
  }

  /** The true class: 0 NORMAL, 1 ABNORMAL. */
  public int label() {
    return label;
  }
}
