package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.ImmutableLongArray;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlsTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private static float[] run(Corruption control, NDArray images) {
    LongStream seeds = LongStream.range(0, images.getShape().get(0));
    return control.corrupt(images, ImmutableLongArray.copyOf(seeds)).toFloatArray();
  }

  @Test
  void contrastIsAboutTheMeanOfEachView() {
    NDArray pixels = manager.create(new float[] {0.2f, 0.4f, 0.5f, 0.9f}, new Shape(1, 2, 1, 2));
    assertArrayEquals(
        new float[] {0.25f, 0.35f, 0.6f, 0.8f}, run(new Contrast(0.5), pixels), 1e-6f);
    assertArrayEquals(pixels.toFloatArray(), run(new Contrast(1), pixels), 1e-6f);
    assertArrayEquals(new float[] {0, 0.6f, 0.1f, 1}, run(new Contrast(3), pixels), 1e-6f);
  }

  @Test
  void aBlurLeavesWhatIsEvenAndSpreadsAPointAsAGaussian() {
    NDArray even = manager.full(new Shape(1, 2, 9, 9), 0.7f);
    assertArrayEquals(even.toFloatArray(), run(new Blur(1.5), even), 1e-6f);
    float[] point = new float[15 * 15];
    point[7 * 15 + 7] = 1;
    float[] blurred = run(new Blur(1), manager.create(point, new Shape(1, 1, 15, 15)));
    double centre = 1 / (2 * Math.PI);
    assertEquals(centre, blurred[7 * 15 + 7], 1e-3);
    assertEquals(centre * Math.exp(-0.5), blurred[7 * 15 + 8], 1e-3);
    assertEquals(centre * Math.exp(-2.5), blurred[8 * 15 + 9], 1e-3);
  }

  @Test
  void droppedImagesAreBlackAndTheCleanOnesStay() {
    NDArray pixels = manager.full(new Shape(2, 2, 3, 3), 0.7f);
    assertArrayEquals(new float[36], run(new Dropped(), pixels));
    assertEquals(0.7f, pixels.toFloatArray()[0]);
  }

  @Test
  void noiseHasItsMomentsAndAStudyItsOwn() {
    NDArray grey = manager.full(new Shape(2, 2, 50, 50), 0.5f);
    float[] uniform = run(new Noise(Noise.Kind.UNIFORM, 0.1), grey);
    float[] normal = run(new Noise(Noise.Kind.GAUSSIAN, 0.05), grey);
    assertEquals(0.1 / Math.sqrt(3), deviation(uniform), 1e-3);
    assertEquals(0.05, deviation(normal), 1e-3);
    assertEquals(0.5, mean(normal, value -> value), 2e-3);
    assertTrue(mean(uniform, value -> Math.abs(value - 0.5) > 0.1 + 1e-6 ? 1 : 0) == 0);
    assertTrue(uniform[0] != uniform[5000]);
  }

  private static double deviation(float[] values) {
    return Math.sqrt(mean(values, value -> (value - 0.5) * (value - 0.5)));
  }

  private static double mean(float[] values, DoubleUnaryOperator of) {
    return IntStream.range(0, values.length).mapToDouble(i -> of.applyAsDouble(values[i])).sum()
        / values.length;
  }
}
