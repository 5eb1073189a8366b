package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrunkTest {
  private static final int BATCH = 9;
  private static final Shape SHAPE = new Shape(BATCH, 2, 10, 14);

  @Test
  void gradientsGoBackTheWayThatImagesCame() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = random(manager, 1);
      NDArray y = random(manager, 2);
      Shrunk shrunk = draw(x, 1, 0.5);
      double there = shrunk.apply(x).mul(y).sum().getFloat();
      double back = shrunk.back(y).mul(x).sum().getFloat();
      assertEquals(there, back, 1e-3 * Math.abs(there));
    }
  }

  @Test
  void noChangeIsDrawnWithProbabilityZeroAndShrunkImagesHaveBlackGround() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = random(manager, 1).add(0.1);
      assertArrayEquals(x.toFloatArray(), draw(x, 0, 0.5).apply(x).toFloatArray());
      float[] half = draw(x, 1, 0.5).apply(x).toFloatArray();
      int size = half.length / BATCH;
      for (int row = 0; row < BATCH; row++) {
        float[] own = Arrays.copyOfRange(half, row * size, (row + 1) * size);
        int black = 0;
        for (float value : own) {
          black += value == 0 ? 1 : 0;
        }
        assertTrue(black > 0 && black <= 0.8 * size, black + " of " + size);
      }
    }
  }

  private static Shrunk draw(NDArray images, double probability, double least) {
    List<SplittableRandom> random =
        LongStream.range(0, BATCH).mapToObj(SplittableRandom::new).toList();
    return Shrunk.draw(images, random, probability, least);
  }

  private static NDArray random(NDManager manager, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(SHAPE.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return manager.create(values, SHAPE);
  }
}
