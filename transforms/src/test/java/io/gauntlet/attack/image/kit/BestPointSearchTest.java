package io.gauntlet.attack.image.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.DifferentiatedVictim;
import io.gauntlet.attack.image.LinearVictim;
import io.gauntlet.attack.victim.CountingVictim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images of one pixel: the victim errs where it is above a half. */
class BestPointSearchTest {
  private NDManager manager;
  private ImageClassifier victim;

  @BeforeEach
  void makeVictim() {
    manager = NDManager.newBaseManager();
    victim = new LinearVictim(manager.ones(new Shape(1, 1)), -0.5f);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private NDArray images(float... values) {
    return manager.create(values, new Shape(values.length, 1, 1, 1));
  }

  private ImageBatch batch(float... values) {
    return ImageBatch.of(
        images(values), manager.create(new long[values.length]), new long[values.length]);
  }

  @Test
  void theHighestMarginOfEachStudyIsKeptTheCleanImageIncluded() {
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch(0.2f, 0.3f, 0.4f))) {
      float[] margins = search.margins(images(0.1f, 0.6f, 0.45f));
      assertArrayEquals(new float[] {-0.4f, 0.1f, -0.05f}, margins, 1e-4f);
      search.pick(new int[] {2, 2, 0}).gradient(images(0.44f, 0.48f, 0.15f), Loss.MARGIN);
      assertFalse(search.isDone(0));
      assertTrue(search.isDone(1));
      assertArrayEquals(new int[] {0, 2}, search.open());
      assertArrayEquals(new float[] {0.2f, 0.6f, 0.48f}, search.result().toFloatArray());
    }
  }

  @Test
  void theNearestImageThatFoolsIsKeptAndNoneBeyondTheBound() {
    Distance distance = new Distance(Norm.LINF, 0.35);
    try (BestPointSearch search =
        BestPointSearch.nearest(victim, batch(0.2f, 0.3f, 0.1f), distance)) {
      search.margins(images(0.54f, 0.6f, 0.9f));
      assertTrue(search.isFound(0));
      search.margins(images(0.45f, 0.52f, 0.49f));
      assertFalse(search.isFound(2));
      assertArrayEquals(new float[] {0.54f, 0.52f, 0.1f}, search.result().toFloatArray());
    }
  }

  @Test
  void logitsThatAreKnownAtTheCleanImagesAreNotAskedFor() {
    CountingVictim counted = new CountingVictim(victim, 2);
    NDArray logits = manager.create(new float[][] {{0, -1}, {0, 1}});
    CleanAnswer known = new CleanAnswer(Optional.of(logits), Optional.empty());
    try (BestPointSearch search =
        BestPointSearch.highestMargin(counted, batch(0.2f, 0.2f).withClean(known))) {
      assertEquals(ImmutableLongArray.of(0, 0), counted.counts().queries());
      assertArrayEquals(new int[] {0}, search.open());
    }
    try (BestPointSearch search = BestPointSearch.highestMargin(counted, batch(0.2f, 0.2f))) {
      assertEquals(ImmutableLongArray.of(1, 1), counted.counts().queries());
      assertArrayEquals(new int[] {0, 1}, search.open());
    }
  }

  @Test
  void restartsAreAskedAboutInChunksOfTheBatch() {
    List<Long> sizes = new ArrayList<>();
    DifferentiatedVictim recording =
        images -> {
          sizes.add(images.getShape().get(0));
          return victim.logits(images);
        };
    try (BestPointSearch search = BestPointSearch.highestMargin(recording, batch(0.2f, 0.3f))) {
      BestPointSearch runs = search.repeat(3);
      sizes.clear();
      GradientAt at = runs.gradient(images(0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f), Loss.MARGIN);
      assertEquals(2, sizes.stream().mapToLong(Long::longValue).max().orElseThrow());
      assertEquals(6, at.size());
      assertEquals(0.1, at.margin(5), 1e-4);
      assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1}, at.gradient().toFloatArray());
      assertArrayEquals(new float[] {0.5f, 0.6f}, search.result().toFloatArray());
    }
  }

  @Test
  void aKnownGradientIsTheFirstOneFromTheCleanImagesAndIsCounted() {
    CountingVictim counted = new CountingVictim(victim, 2);
    ImageBatch unknown = batch(0.2f, 0.3f);
    // Down, where the victim's own gradient is up.
    ImageGradient down =
        new ImageGradient(victim.logits(unknown.images()), unknown.images().onesLike().neg());
    ImageBatch batch = unknown.withClean(new CleanAnswer(Optional.empty(), Optional.of(down)));
    List<Float> signs = new ArrayList<>();
    try (BestPointSearch search = BestPointSearch.highestMargin(counted, batch)) {
      for (Loss loss : List.of(Loss.CROSS_ENTROPY, Loss.MARGIN)) {
        Steps.fromClean(search, Point::new)
            .run(
                2,
                (iteration, point) -> {
                  signs.add(iteration.gradient(loss).gradient().sign().getFloat(1, 0, 0, 0));
                  return new Point(point.x().add(0.01f));
                });
      }
    }
    assertEquals(List.of(-1f, 1f, 1f, 1f), signs);
    // The clean logits, four gradients, and the ends of both runs.
    assertEquals(ImmutableLongArray.of(7, 7), counted.counts().queries());
    assertEquals(4, counted.counts().gradients().get(1));
  }
}
