package io.gauntlet.attack.image.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.image.LinearVictim;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final float[] CLEAN = {0.1f, 0.2f, 0.3f};

  private NDManager manager;
  private ImageBatch batch;
  private LinearVictim victim;

  @BeforeEach
  void makeBatch() {
    manager = NDManager.newBaseManager();
    NDArray images = manager.create(CLEAN, new Shape(3, 1, 1, 1));
    batch = ImageBatch.of(images, manager.create(new long[3]), 7, 8, 9);
    victim = new LinearVictim(manager.ones(new Shape(1, 1)), -0.5f);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void anImageThatLeavesTakesItsRowOfEveryArrayAndItsRandomNumbersWithIt() {
    List<List<Integer>> places = new ArrayList<>();
    List<Double> drawn = new ArrayList<>();
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch)) {
      Steps.fromClean(search, Point::new)
          .leaving(image -> image == 0 && !places.isEmpty())
          .run(
              2,
              (iteration, point) -> {
                places.add(
                    IntStream.range(0, iteration.size()).mapToObj(iteration::place).toList());
                drawn.add(iteration.random().get(iteration.size() - 1).nextDouble());
                NDArray change = point.x().sub(iteration.clean());
                assertEquals(0.05f * iteration.number(), change.max().getFloat(), 1e-6);
                return new Point(point.x().add(0.05f));
              });
      // The image that left keeps what its last query saw.
      assertArrayEquals(new float[] {0.1f, 0.3f, 0.4f}, search.result().toFloatArray(), 1e-6f);
    }
    assertEquals(List.of(List.of(0, 1, 2), List.of(1, 2)), places);
    SplittableRandom random = new SplittableRandom(9);
    assertEquals(List.of(random.nextDouble(), random.nextDouble()), drawn);
  }

  @Test
  void whatAStepMakesOnItsWayIsFreedWithIt() {
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch)) {
      int before = search.scope().getManagedArrays().size();
      Steps.fromClean(search, Point::new)
          .until(Until.FOOLED)
          .run(
              5,
              (iteration, point) -> {
                NDArray twice = point.x().mul(2);
                return new Point(point.x().add(twice.mul(0.01f)));
              });
      assertEquals(before, search.scope().getManagedArrays().size());
    }
  }

  @Test
  void randomStartsLieInTheBallAndRestartsDiffer() {
    Ball ball = new Ball(Norm.LINF, 0.05);
    List<Float> starts = new ArrayList<>();
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch)) {
      Start.RANDOM
          .steps(search.repeat(2), ball, Point::new)
          .run(
              1,
              (iteration, point) -> {
                for (float value : point.x().sub(iteration.clean()).toFloatArray()) {
                  starts.add(value);
                }
                return point;
              });
    }
    assertEquals(6, starts.stream().distinct().count());
    assertEquals(6, starts.stream().filter(change -> Math.abs(change) <= 0.05f + 1e-6f).count());
  }
}
