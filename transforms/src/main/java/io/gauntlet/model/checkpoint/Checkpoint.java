package io.gauntlet.model.checkpoint;

import java.io.IOException;
import java.util.SortedMap;

/**
 * Named tensors of a file or of several; their types and shapes are known on opening, their data is
 * read when it is asked for. Not for several threads at once.
 */
public interface Checkpoint extends AutoCloseable {

  /** Where it is, for errors. */
  String source();

  /** What it holds, by name. */
  SortedMap<String, TensorInfo> tensors();

  /**
   * Type and shape of a tensor.
   *
   * @throws IllegalArgumentException when there is none of the name
   */
  default TensorInfo tensor(String name) {
    TensorInfo tensor = tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(source() + " holds no tensor " + name);
    }
    return tensor;
  }

  /**
   * The values of a tensor as float32, in row-major order.
   *
   * @throws IOException when the data is not there or cannot be numbers of a network; names the
   *     tensor and the file
   * @throws IllegalArgumentException when there is no such tensor
   */
  float[] read(String name) throws IOException;

  @Override
  void close() throws IOException;
}
