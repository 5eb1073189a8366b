package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Norm;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentumIterativeTest {

  /**
   * Three steps by hand, for two studies of two pixels at once.
   *
   * <p>First study: (3, -1) over 4 is (0.75, -0.25); then (-0.1, 0) over 0.1 is (-1, 0), and the
   * momentum (-0.25, -0.25); the third gradient is zero and adds nothing. The signs are (+, -), (-,
   * -), (-, -). Taking the sign first would give (+, -), (0, -), (0, -); a division by the zero
   * norm no number at all. Second study: (1, 1), then (-8, 0) over 8, then (0, -2) over 2 give the
   * momenta (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5).
   */
  @Test
  void threeStepsByHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Scripted victim =
          new Scripted(
              List.of(
                  new float[] {3, -1, 1, 1},
                  new float[] {-0.1f, 0, -8, 0},
                  new float[] {0, 0, 0, -2}));
      NDArray pixels = manager.full(new Shape(2, 1, 1, 2), 0.5f);
      NDArray attacked =
          new MomentumIterative(new Ball(Norm.LINF, 0.3), 3, 1)
              .attack(victim, ImageBatch.of(pixels, manager.create(new long[] {0, 0}), 1, 2));
      assertArrayEquals(new float[] {0.4f, 0.2f, 0.4f, 0.6f}, attacked.toFloatArray(), 1e-6f);
    }
  }

  /** Its gradients come one after the other, and every look finds it more mistaken. */
  private static final class Scripted implements ImageClassifier {
    private final List<float[]> gradients;
    private int step;
    private float lead;

    Scripted(List<float[]> gradients) {
      this.gradients = gradients;
    }

    @Override
    public NDArray logits(NDArray pixels) {
      lead++;
      return pixels.getManager().create(new float[] {0, lead, 0, lead}, new Shape(2, 2));
    }

    @Override
    public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
      float[] gradient = gradients.get(step++);
      return new ImageGradient(
          logits(pixels), pixels.getManager().create(gradient, pixels.getShape()));
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      throw new UnsupportedOperationException("no study leaves");
    }
  }
}
