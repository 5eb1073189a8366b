package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Floats;
import java.util.List;

/** Between a batch and the values of its images, for attacks that change them one by one. */
public final class ImageValues {
  private ImageValues() {}

  /** The value of a pixel that lies nearest, in {@code [0, 1]}. */
  public static float clip(double value) {
    return (float) Math.min(1, Math.max(0, value));
  }

  /** The values of each image, view by view and row by row. */
  public static float[][] split(NDArray batch) {
    float[] flat = batch.toFloatArray();
    float[][] images = new float[Math.toIntExact(batch.getShape().get(0))][];
    int size = flat.length / images.length;
    for (int row = 0; row < images.length; row++) {
      images[row] = new float[size];
      System.arraycopy(flat, row * size, images[row], 0, size);
    }
    return images;
  }

  /**
   * A batch of images.
   *
   * @param owner the manager that owns it
   * @param like the shape of a batch of such images, of any size
   */
  public static NDArray join(NDManager owner, List<float[]> images, Shape like) {
    return owner.create(
        Floats.concat(images.toArray(float[][]::new)),
        new Shape(images.size()).addAll(like.slice(1)));
  }
}
