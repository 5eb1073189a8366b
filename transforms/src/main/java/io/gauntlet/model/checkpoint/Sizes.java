package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;

/** Sizes that a file claims, checked before anything is allocated. */
final class Sizes {
  /** Longest array of a JVM. */
  private static final long MOST = Integer.MAX_VALUE - 8L;

  /** As many dimensions as PyTorch allows. */
  static final int MOST_DIMENSIONS = 64;

  private Sizes() {}

  /**
   * A shape, once it is one.
   *
   * @throws IOException when a dimension is negative or the product beyond memory
   */
  static Shape shape(List<Long> dimensions, String tensor, String source) throws IOException {
    if (dimensions.size() > MOST_DIMENSIONS) {
      throw new IOException(
          "%s: tensor %s has %s dimensions; the file is damaged"
              .formatted(source, tensor, dimensions.size()));
    }
    long elements = 1;
    for (long dimension : dimensions) {
      if (dimension < 0) {
        throw new IOException(
            "%s: tensor %s has the shape %s; the file is damaged"
                .formatted(source, tensor, dimensions));
      }
      if (dimension != 0 && elements > MOST / dimension) {
        throw new IOException(
            "%s: tensor %s of shape %s is beyond memory: at most %s elements are read"
                .formatted(source, tensor, dimensions, MOST));
      }
      elements *= dimension;
    }
    return new Shape(dimensions.stream().mapToLong(Long::longValue).toArray());
  }

  /** Bytes of a tensor. */
  static long bytes(TensorInfo tensor) {
    return tensor.shape().size() * tensor.type().bytes();
  }
}
