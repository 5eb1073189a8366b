package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Arithmetic with one number a picture: {@code [batch, 1, 1, 1]} beside {@code [batch, ...]}. */
public final class PerPicture {
  private PerPicture() {}

  /** These numbers, one a picture. */
  public static NDArray column(NDManager manager, float[] values) {
    return manager.create(values, new Shape(values.length, 1, 1, 1));
  }

  static NDArray largest(NDArray pictures) {
    return column(flat(pictures).abs().max(new int[] {1}));
  }

  public static NDArray sum(NDArray pictures) {
    return column(flat(pictures).sum(new int[] {1}));
  }

  static NDArray length(NDArray pictures) {
    return sum(pictures.square()).sqrt();
  }

  /**
   * Each picture over its largest absolute value; a zero one stays zero. Without it the squares of
   * a small gradient underflow, and its length is lost.
   */
  public static NDArray scaled(NDArray pictures) {
    NDArray largest = largest(pictures);
    return pictures.div(largest.add(largest.eq(0)));
  }

  /** Where {@code take} says so, the picture of {@code one}, else that of {@code other}. */
  public static NDArray choose(boolean[] take, NDArray one, NDArray other) {
    NDArray mask = one.getManager().create(take, new Shape(take.length, 1, 1, 1));
    return NDArrays.where(mask.broadcast(one.getShape()), one, other);
  }

  private static NDArray flat(NDArray pictures) {
    return pictures.reshape(pictures.getShape().get(0), -1);
  }

  private static NDArray column(NDArray values) {
    return values.reshape(-1, 1, 1, 1);
  }
}
