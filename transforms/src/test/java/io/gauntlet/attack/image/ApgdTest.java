package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.api.Test;

class ApgdTest {

  @Test
  void checksWhereThePaperDoes() {
    assertEquals(ImmutableSet.of(22, 41, 57, 70, 80, 87, 93, 99), ApgdStepSize.checkpoints(100));
    assertEquals(ImmutableSet.of(3, 5, 6, 7, 8, 9, 10), ApgdStepSize.checkpoints(10));
  }

  @Test
  void theStepStaysWhileTheLossRisesAndIsHalvedWhenItDoesNot() {
    ApgdStepSize rising = new ApgdStepSize(1, 100);
    ApgdStepSize falling = new ApgdStepSize(1, 100);
    for (int step = 0; step <= 22; step++) {
      assertTrue(rising.see(step));
      assertEquals(step == 0, falling.see(-step));
      assertFalse(rising.halves(step));
      assertEquals(step == 22, falling.halves(step));
    }
    assertEquals(1, rising.size());
    assertEquals(0.5, falling.size());
  }

  @Test
  void threeRisesInFourAreEnough() {
    // 17 of 22 steps rise: 0.75 * 22 is 16.5.
    assertEquals(1, sizeAfter(17));
    assertEquals(0.5, sizeAfter(16));
  }

  private static double sizeAfter(int rises) {
    ApgdStepSize size = new ApgdStepSize(1, 100);
    for (int step = 0; step <= 22; step++) {
      size.see(step <= rises ? step : 2 * rises - step);
      size.halves(step);
    }
    return size.size();
  }

  @Test
  void aRunThatHasStoppedToImproveIsHalvedThoughItsLossRises() {
    ApgdStepSize size = new ApgdStepSize(1, 100);
    for (int step = 0; step <= 22; step++) {
      size.see(step);
      size.halves(step);
    }
    // Up again from far below, never to the best: all but one step rise.
    for (int step = 23; step <= 41; step++) {
      size.see(step - 60);
      assertEquals(step == 41, size.halves(step));
    }
  }
}
