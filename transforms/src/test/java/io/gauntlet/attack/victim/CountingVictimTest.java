package io.gauntlet.attack.victim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Floats;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountingVictimTest {

  /** Three studies whose gradients are sound, zero, and not finite. */
  private static final ImageClassifier BROKEN = new Broken(List.of(1f, 0f, Float.NaN));

  @Test
  void everyGradientIsCountedByItsKind() {
    try (NDManager manager = NDManager.newBaseManager()) {
      CountingVictim victim = new CountingVictim(BROKEN, 3);
      victim.gradient(pixels(manager, 3), null, Loss.MARGIN);
      victim.logits(pixels(manager, 3));
      // Twice the last and once the second.
      victim.rows(new int[] {2, 1, 2}).gradient(pixels(manager, 3), null, Loss.MARGIN);
      VictimCounts counts = victim.counts();
      assertEquals(ImmutableLongArray.of(2, 3, 4), counts.queries());
      assertEquals(ImmutableIntArray.of(1, 2, 3), counts.gradients());
      assertEquals(ImmutableIntArray.of(0, 2, 0), counts.zeroGradients());
      assertEquals(ImmutableIntArray.of(0, 0, 3), counts.nonFiniteGradients());
    }
  }

  @Test
  void anAnswerThatIsReusedIsCounted() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray images = pixels(manager, 3);
      ImageGradient known = BROKEN.gradient(images, manager.create(new long[3]), Loss.MARGIN);
      CountingVictim victim = new CountingVictim(BROKEN, 3);
      assertSame(known, victim.reuse(known));
      VictimCounts counts = victim.counts();
      assertEquals(ImmutableLongArray.of(1, 1, 1), counts.queries());
      assertEquals(ImmutableIntArray.of(1, 1, 1), counts.gradients());
      assertEquals(ImmutableIntArray.of(0, 1, 0), counts.zeroGradients());
      assertEquals(ImmutableIntArray.of(0, 0, 1), counts.nonFiniteGradients());
    }
  }

  private static NDArray pixels(NDManager manager, int studies) {
    return manager.zeros(new Shape(studies, 2, 1, 1));
  }

  /** Its gradients are these values at every pixel of a study. */
  private record Broken(List<Float> values) implements ImageClassifier {
    @Override
    public NDArray logits(NDArray pixels) {
      return pixels.getManager().zeros(new Shape(values.size(), 2));
    }

    @Override
    public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
      NDArray rows =
          pixels.getManager().create(Floats.toArray(values), new Shape(values.size(), 1, 1, 1));
      return new ImageGradient(logits(pixels), rows.broadcast(pixels.getShape()));
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return new Broken(IntStream.of(rows).mapToObj(values::get).toList());
    }
  }
}
