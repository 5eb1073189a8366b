package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Until;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Two pixels, epsilon 0.3 around 0.5, so steps of 0.6: all gradients are (1, 1) but that at the
   * second point, (-1, 0). The leads are -1, -0.5, -2 and -3, so that the run is back at its second
   * point, with its gradient and half the step, where it is judged after the fourth look.
   */
  @Test
  void momentumAndTheWayBackByHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Scripted victim = new Scripted();
      NDArray pixels = manager.full(new Shape(1, 1, 1, 2), 0.5f);
      NDArray labels = manager.create(new long[] {0});
      new Apgd(new Ball(Norm.LINF, 0.3), Loss.MARGIN, 10, 1, Until.END)
          .attack(victim, ImageBatch.of(pixels, labels, 1));
      List<float[]> x = victim.points;
      assertArrayEquals(new float[] {0.8f, 0.8f}, x.get(1), 1e-6f);
      // On to (0.2, 0.8) by three quarters, and a quarter of the step before.
      assertArrayEquals(
          new float[] {0.8f - 0.75f * 0.6f + 0.25f * (0.8f - x.get(0)[0]), 0.8f}, x.get(2), 1e-6f);
      assertArrayEquals(
          new float[] {0.8f - 0.75f * 0.3f + 0.25f * (0.8f - x.get(2)[0]), 0.8f}, x.get(4), 1e-6f);
    }
  }

  /** Remembers where its gradient was asked for. */
  private static final class Scripted implements ImageClassifier {
    private static final float[] LEADS = {-1, -0.5f, -2, -3};
    private final List<float[]> points = new ArrayList<>();

    @Override
    public NDArray logits(NDArray pixels) {
      return pixels.getManager().create(new float[] {0, -10}, new Shape(1, 2));
    }

    @Override
    public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
      int look = points.size();
      points.add(pixels.toFloatArray());
      NDManager scope = pixels.getManager();
      float lead = look < LEADS.length ? LEADS[look] : -4;
      float[] slope = look == 1 ? new float[] {-1, 0} : new float[] {1, 1};
      return new ImageGradient(
          scope.create(new float[] {0, lead}, new Shape(1, 2)),
          scope.create(slope, pixels.getShape()));
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return this;
    }
  }
}
