package io.gauntlet.model.checkpoint;

import ai.djl.ndarray.types.Shape;

/**
 * A constant of an ONNX model and where it lies in the file.
 *
 * @param info its name, type and shape
 * @param position of its first byte; below 0 where it cannot be read
 * @param bytes how many there are
 * @param order of its elements in the file
 */
record OnnxInitializer(TensorInfo info, long position, long bytes, Order order) {

  /** Which elements of a matrix lie side by side. */
  enum Order {
    /** Those of a row, as everywhere else. */
    ROW_MAJOR,
    /** Those of a column. */
    COLUMN_MAJOR
  }

  /** The transposed matrix, under another name. */
  OnnxInitializer transposed(String name) {
    Shape shape = info.shape();
    TensorInfo turned = new TensorInfo(name, info.type(), new Shape(shape.get(1), shape.get(0)));
    return new OnnxInitializer(turned, position, bytes, Order.COLUMN_MAJOR);
  }

  /** Values as they lie in the file, put in row-major order. */
  float[] inRows(float[] values) {
    if (order == Order.ROW_MAJOR) {
      return values;
    }
    int rows = (int) info.shape().get(0);
    int columns = (int) info.shape().get(1);
    float[] inRows = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        inRows[row * columns + column] = values[column * rows + row];
      }
    }
    return inRows;
  }
}
