package io.gauntlet.model.checkpoint;

import java.util.List;

/**
 * A tensor as PyTorch pickles it: a view of a storage.
 *
 * @param storage where its numbers are
 * @param offset of the first element, in elements of the storage
 * @param sizes of the dimensions
 * @param strides from one element of a dimension to the next, in elements of the storage
 */
record TorchTensor(Storage storage, long offset, List<Long> sizes, List<Long> strides) {

  /**
   * Numbers one after the other.
   *
   * @param key its name within the file
   * @param type of an element
   * @param elements how many there are, as the pickle claims
   */
  record Storage(String key, ElementType type, long elements) {}

  /** Elements from the first to the last, those between rows included; 0 for an empty tensor. */
  long span() {
    long span = 1;
    for (int i = 0; i < sizes.size(); i++) {
      if (sizes.get(i) == 0) {
        return 0;
      }
      span = Math.addExact(span, Math.multiplyExact(sizes.get(i) - 1, strides.get(i)));
    }
    return span;
  }

  /** Puts the elements of the span in row-major order. */
  float[] gather(float[] span) {
    int count = 1;
    for (long size : sizes) {
      count = Math.toIntExact(Math.multiplyExact(count, size));
    }
    if (isContiguous()) {
      return span;
    }
    float[] values = new float[count];
    long[] at = new long[sizes.size()];
    int place = 0;
    for (int i = 0; i < count; i++) {
      values[i] = span[place];
      for (int d = at.length - 1; d >= 0; d--) {
        place += Math.toIntExact(strides.get(d));
        if (++at[d] < sizes.get(d)) {
          break;
        }
        place -= Math.toIntExact(at[d] * strides.get(d));
        at[d] = 0;
      }
    }
    return values;
  }

  private boolean isContiguous() {
    long expected = 1;
    for (int d = sizes.size() - 1; d >= 0; d--) {
      if (sizes.get(d) != 1 && strides.get(d) != expected) {
        return false;
      }
      expected *= sizes.get(d);
    }
    return true;
  }
}
