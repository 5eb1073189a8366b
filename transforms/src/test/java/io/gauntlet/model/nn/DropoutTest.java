package io.gauntlet.model.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {

  @Test
  void theShareIsLeftOutAndTheRestMadeUpForIt() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] kept = Dropout.of(manager.ones(new Shape(100, 100)), 0.2, 7).toFloatArray();
      int left = 0;
      for (float value : kept) {
        assertTrue(value == 0 || value == 1.25f, "1 became " + value);
        left += value == 0 ? 1 : 0;
      }
      // Four standard deviations of a binomial of 10,000.
      assertEquals(2000, left, 160);
    }
  }

  @Test
  void theSeedAloneDecides() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray ones = manager.ones(new Shape(8, 8));
      float[] first = Dropout.of(ones, 0.5, 1).toFloatArray();
      assertArrayEquals(first, Dropout.of(ones, 0.5, 1).toFloatArray());
      assertTrue(!Arrays.equals(first, Dropout.of(ones, 0.5, 2).toFloatArray()));
    }
  }

  @Test
  void withoutAShareNothingChanges() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray ones = manager.ones(new Shape(2, 2));
      assertSame(ones, Dropout.of(ones, 0, 1));
    }
  }
}
