package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Floats;
import java.util.Collections;
import java.util.List;

/** Batches made of other batches, or of pictures that were worked on one by one. */
public final class Stack {
  private Stack() {}

  /** A batch several times over. */
  public static NDArray repeat(NDManager owner, NDArray batch, int times) {
    NDArray repeated = NDArrays.concat(new NDList(Collections.nCopies(times, batch)));
    repeated.attach(owner);
    return repeated;
  }

  /** The values of each picture. */
  public static float[][] split(NDArray batch) {
    float[] flat = batch.toFloatArray();
    float[][] pictures = new float[Math.toIntExact(batch.getShape().get(0))][];
    int size = flat.length / pictures.length;
    for (int row = 0; row < pictures.length; row++) {
      pictures[row] = new float[size];
      System.arraycopy(flat, row * size, pictures[row], 0, size);
    }
    return pictures;
  }

  /**
   * A batch of pictures.
   *
   * @param like a batch whose pictures have the shape of these
   */
  public static NDArray join(NDManager owner, List<float[]> pictures, Shape like) {
    return owner.create(
        Floats.concat(pictures.toArray(float[][]::new)),
        new Shape(pictures.size()).addAll(like.slice(1)));
  }
}
