package io.gauntlet.model.train;

/**
 * A study as a trainer reads it; immutable by contract: the pixels are neither copied nor changed.
 */
public final class TrainingExample {
  private final PixelSource pictures;
  private final String caption;
  private final int label;

  /**
   * A study whose pictures are kept elsewhere and read when they are needed.
   *
   * @param pictures frontal then lateral
   * @param caption the words
   * @param label 0 NORMAL, 1 ABNORMAL
   */
  public TrainingExample(PixelSource pictures, String caption, int label) {
    this.pictures = pictures;
    this.caption = caption;
    this.label = label;
  }

  /**
   * A study with its pictures in memory.
   *
   * @param pixels {@code 2 * height * width} values in {@code [0, 1]}, frontal then lateral; empty
   *     without pictures
   * @param caption the words
   * @param label 0 NORMAL, 1 ABNORMAL
   */
  public TrainingExample(float[] pixels, String caption, int label) {
    this(() -> pixels, caption, label);
  }

  public float[] pixels() {
    return pictures.pixels();
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
