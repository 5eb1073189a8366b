package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.Quoted;
import java.io.IOException;

/**
 * What is known of a tensor before its data is read.
 *
 * @param name as in the file
 * @param type of an element in the file
 * @param shape its shape
 */
public record TensorInfo(String name, ElementType type, Shape shape) {
  private static final int LONGEST_NAME = 1_000;

  /**
   * A name of a tensor, once it is one.
   *
   * @throws IOException when it holds what no name does, or is longer than any
   */
  static String checkedName(String name, String source) throws IOException {
    if (name.length() > LONGEST_NAME || !name.equals(Quoted.printable(name))) {
      throw new IOException(
          "%s: '%s' cannot be the name of a tensor; the file is damaged, fetch it again"
              .formatted(source, Quoted.of(name)));
    }
    return name;
  }
}
