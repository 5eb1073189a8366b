package io.gauntlet.model.train;

/**
 * A study as a trainer reads it; immutable by contract: the pixels are neither copied nor changed.
 */
public final class TrainingExample {
  private final PixelSource images;
  private final String caption;
  private final int label;

  /**
   * A study whose images are kept elsewhere and read when they are needed.
   *
   * @param images all views, one after the other
   * @param caption the words
   * @param label its place among the classes
   */
  public TrainingExample(PixelSource images, String caption, int label) {
    this.images = images;
    this.caption = caption;
    this.label = label;
  }

  /**
   * A study with its images in memory.
   *
   * @param pixels {@code views * height * width} values in {@code [0, 1]}; empty without images
   * @param caption the words
   * @param label its place among the classes
   */
  public TrainingExample(float[] pixels, String caption, int label) {
    this(() -> pixels, caption, label);
  }

  public float[] pixels() {
    return images.pixels();
  }

  /** The words. */
  public String caption() {
    return caption;
  }

  /** The true class, its place among the classes. */
  public int label() {
    return label;
  }
}
