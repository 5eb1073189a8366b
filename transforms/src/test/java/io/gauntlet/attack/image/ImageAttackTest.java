package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageAttackTest {
  private static final int BATCH = 6;
  private static final int SIDE = 5;
  private static final int VALUES = 2 * SIDE * SIDE;

  private NDManager manager;
  private float[] pixels;
  private float[] weights;
  private long[] labels;
  private long[] seeds;

  @BeforeEach
  void makeBatch() {
    manager = NDManager.newBaseManager();
    SplittableRandom random = new SplittableRandom(7);
    pixels = new float[BATCH * VALUES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(5) == 0 ? random.nextInt(2) : (float) random.nextDouble();
    }
    weights = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    labels = new long[] {0, 1, 0, 1, 1, 0};
    seeds = new long[] {11, 12, 13, 14, 15, 16};
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void everyAttackReachesTheOptimumOfALinearModel() {
    for (double epsilon : List.of(0.0, 0.03, 8 / 255.0, 0.2, 1.0)) {
      for (ImageAttack attack : List.of(new Fgsm(epsilon), new Pgd(epsilon, 10))) {
        assertArrayEquals(optimum(epsilon), run(attack, weights), 1e-6f, attack.toString());
      }
    }
  }

  @Test
  void aSaturatedModelStillShowsItsDirection() {
    float[] steep = weights.clone();
    for (int i = 0; i < VALUES; i++) {
      steep[i] *= 5;
    }
    assertArrayEquals(optimum(0.1), run(new Fgsm(0.1), steep), 1e-6f);
  }

  @Test
  void theBudgetHoldsAndPixelsStayPixels() {
    for (double epsilon : List.of(0.01, 0.2, 0.7)) {
      float[] attacked = run(new Pgd(epsilon, 3), weights);
      for (int i = 0; i < attacked.length; i++) {
        assertTrue(attacked[i] >= 0 && attacked[i] <= 1);
        assertTrue(Math.abs(attacked[i] - pixels[i]) <= epsilon + 1e-6);
      }
    }
  }

  @Test
  void aStudyAloneIsAttackedAsInABatch() {
    Pgd attack = new Pgd(0.1, 4);
    float[] together = run(attack, weights);
    for (int row = 0; row < BATCH; row++) {
      float[] alone = new float[VALUES];
      System.arraycopy(pixels, row * VALUES, alone, 0, VALUES);
      NDArray one = manager.create(alone, new Shape(1, 2, SIDE, SIDE));
      float[] result =
          attack
              .attack(victim(weights), one, manager.create(new long[] {labels[row]}), seed(row))
              .toFloatArray();
      float[] expected = new float[VALUES];
      System.arraycopy(together, row * VALUES, expected, 0, VALUES);
      assertArrayEquals(expected, result, 1e-6f);
    }
  }

  @Test
  void theSameSeedGivesTheSamePicture() {
    assertArrayEquals(run(new Pgd(0.1, 2), weights), run(new Pgd(0.1, 2), weights));
  }

  @Test
  void aModelWithoutGradientKeepsTheStart() {
    float[] flat = new float[VALUES];
    assertArrayEquals(pixels, run(new Fgsm(0.2), flat));
  }

  @Test
  void refusesAnEpsilonOutOfRange() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> new Fgsm(1.5));
    assertEquals(
        "epsilon is 1.5; give a value in [0, 1], pixels being in [0, 1]", error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Pgd(Double.NaN, 10));
    assertThrows(IllegalArgumentException.class, () -> new Pgd(0.1, 0));
  }

  private long[] seed(int row) {
    return new long[] {seeds[row]};
  }

  private float[] run(ImageAttack attack, float[] model) {
    NDArray batch = manager.create(pixels, new Shape(BATCH, 2, SIDE, SIDE));
    return attack.attack(victim(model), batch, manager.create(labels), seeds).toFloatArray();
  }

  private LinearVictim victim(float[] model) {
    return new LinearVictim(manager.create(model, new Shape(VALUES, 1)), 0.1f);
  }

  private float[] optimum(double epsilon) {
    float[] best = new float[pixels.length];
    for (int i = 0; i < best.length; i++) {
      float direction = Math.signum(weights[i % VALUES]) * (labels[i / VALUES] == 1 ? -1 : 1);
      best[i] = Math.min(1, Math.max(0, pixels[i] + (float) epsilon * direction));
    }
    return best;
  }
}
