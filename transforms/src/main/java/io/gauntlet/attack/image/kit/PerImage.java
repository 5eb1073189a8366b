package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Arithmetic with one number for each image: {@code [images, 1, 1, 1]} beside {@code [images,
 * views, height, width]}. Results belong to the manager of the argument.
 */
public final class PerImage {
  private PerImage() {}

  /** These numbers, one for each image, {@code [images, 1, 1, 1]}. */
  public static NDArray column(NDManager manager, float[] values) {
    return manager.create(values, new Shape(values.length, 1, 1, 1));
  }

  /** The largest absolute value of each image. */
  public static NDArray largest(NDArray images) {
    return column(flat(images).abs().max(new int[] {1}));
  }

  /** The sum of the values of each image. */
  public static NDArray sum(NDArray images) {
    return column(flat(images).sum(new int[] {1}));
  }

  /** The Euclidean length of each image. */
  public static NDArray length(NDArray images) {
    return sum(images.square()).sqrt();
  }

  /** Each image over the sum of its absolute values; a zero one stays zero. */
  public static NDArray overL1Norm(NDArray images) {
    NDArray scaled = overLargest(images);
    return scaled.div(orOne(sum(scaled.abs())));
  }

  /** Each image over its Euclidean length; a zero one stays zero. */
  public static NDArray overL2Norm(NDArray images) {
    NDArray scaled = overLargest(images);
    return scaled.div(orOne(length(scaled)));
  }

  /** Without it the squares of a small gradient underflow, and its length is lost. */
  private static NDArray overLargest(NDArray images) {
    return images.div(orOne(largest(images)));
  }

  /** These numbers, 1 in the place of 0. */
  public static NDArray orOne(NDArray numbers) {
    return numbers.add(numbers.eq(0));
  }

  /** Where {@code take} says so, the image of {@code one}, else that of {@code other}. */
  public static NDArray choose(boolean[] take, NDArray one, NDArray other) {
    NDArray mask = one.getManager().create(take, new Shape(take.length, 1, 1, 1));
    return NDArrays.where(mask.broadcast(one.getShape()), one, other);
  }

  private static NDArray flat(NDArray images) {
    return images.reshape(images.getShape().get(0), -1);
  }

  private static NDArray column(NDArray values) {
    return values.reshape(-1, 1, 1, 1);
  }
}
