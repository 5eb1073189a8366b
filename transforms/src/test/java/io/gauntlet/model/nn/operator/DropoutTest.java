package io.gauntlet.model.nn.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {

  @Test
  void theShareIsLeftOutAndTheRestMadeUpForIt() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] kept = dropped(manager.ones(new Shape(100, 100)), 0.2, 7);
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
      float[] first = dropped(ones, 0.5, 1);
      assertArrayEquals(first, dropped(ones, 0.5, 1));
      assertFalse(Arrays.equals(first, dropped(ones, 0.5, 2)));
      NDArray second = new Dropout(0.5, 1).apply(List.of(ones), List.of(), Mode.training(1));
      assertFalse(Arrays.equals(first, second.toFloatArray()));
    }
  }

  @Test
  void nothingIsLeftOutAtInference() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray ones = manager.ones(new Shape(2, 2));
      NDArray kept = new Dropout(0.5, 0).apply(List.of(ones), List.of(), Mode.INFERENCE);
      assertArrayEquals(ones.toFloatArray(), kept.toFloatArray());
    }
  }

  private static float[] dropped(NDArray x, double rate, long seed) {
    return new Dropout(rate, 0).apply(List.of(x), List.of(), Mode.training(seed)).toFloatArray();
  }
}
