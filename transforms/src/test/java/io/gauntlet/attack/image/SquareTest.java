package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Norm;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SquareTest {
  private static final Ball BALL = new Ball(Norm.LINF, 0.1);

  @Test
  void theSquaresShrinkAsInThePaper() {
    Square square = new Square(BALL, 10_000, 0.8);
    Shape shape = new Shape(1, 3, 224, 224);
    assertEquals(200, square.side(shape, 0));
    assertEquals(200, square.side(shape, 10));
    assertEquals(142, square.side(shape, 11));
    assertEquals(100, square.side(shape, 51));
    assertEquals(9, square.side(shape, 8001));
    // The schedule is stretched over the queries there are.
    Square half = new Square(BALL, 5000, 0.8);
    assertEquals(200, half.side(shape, 5));
    assertEquals(142, half.side(shape, 6));
    assertEquals(1, half.side(new Shape(1, 1, 3, 3), 4999));
  }

  /** Only the last row and column count: an attack that never paints there leaves them to luck. */
  @Test
  void theLastRowAndColumnAreReachedForEveryStudy() {
    int side = 6;
    int studies = 32;
    float[] weights = new float[2 * side * side];
    for (int view = 0; view < 2; view++) {
      // Against each other, so that no stripe is right for both.
      weights[view * side * side + side * side - 1] = 1;
      weights[view * side * side + side - 1] = -1;
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      LinearVictim victim =
          new LinearVictim(manager.create(weights, new Shape(weights.length, 1)), -10);
      NDArray pixels = manager.full(new Shape(studies, 2, side, side), 0.5f);
      long[] seeds = LongStream.range(0, studies).toArray();
      float[] attacked =
          new Square(BALL, 600, 0.8)
              .attack(victim, ImageBatch.of(pixels, manager.create(new long[studies]), seeds))
              .toFloatArray();
      for (int row = 0; row < studies; row++) {
        float[] own =
            Arrays.copyOfRange(attacked, row * weights.length, (row + 1) * weights.length);
        for (int i = 0; i < own.length; i++) {
          if (weights[i] != 0) {
            assertEquals(0.5f + 0.1f * weights[i], own[i], 1e-6f, "pixel " + i + " of " + row);
          }
        }
      }
    }
  }

  @Test
  void eachStudyHasSquaresOfItsOwn() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LinearVictim victim = new LinearVictim(manager.ones(new Shape(72, 1)), -100);
      NDArray pixels = manager.full(new Shape(2, 2, 6, 6), 0.5f);
      float[] attacked =
          new Square(BALL, 8, 0.8)
              .attack(victim, ImageBatch.of(pixels, manager.create(new long[2]), 1, 2))
              .toFloatArray();
      assertTrue(
          !Arrays.equals(
              Arrays.copyOfRange(attacked, 0, 72), Arrays.copyOfRange(attacked, 72, 144)));
    }
  }
}
