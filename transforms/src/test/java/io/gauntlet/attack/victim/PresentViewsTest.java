package io.gauntlet.attack.victim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.spec.AttackCatalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of two studies, the second lacks its second view. */
class PresentViewsTest {
  private static final int SIDE = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {"fgsm", "pgd", "pgd:norm=l2:epsilon=1", "square:queries=30", "gaussian-noise"})
  void whatWasNeverTakenIsNeverChangedAndNeverSeen(String attack) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray images = manager.ones(new Shape(2, 2, SIDE, SIDE)).mul(0.5f);
      NDArray present = manager.create(new float[] {1, 1, 1, 0}, new Shape(2, 2, 1, 1));
      NDArray shown = images.mul(present);
      Worst worst = new Worst();
      Linear victim = new Linear(present, worst);
      ImageBatch batch = ImageBatch.of(shown, manager.create(new long[] {1, 1}), 5, 6);
      NDArray attacked =
          new PresentViews(
                  AttackCatalogue.load().image(AttackCatalogue.load().parse(attack).parts().get(0)),
                  present)
              .attack(victim, batch);
      float[] lacking = attacked.get("1,1").toFloatArray();
      assertArrayEquals(new float[SIDE * SIDE], lacking);
      assertTrue(attacked.sub(shown).abs().max().getFloat() > 0);
      assertTrue(attacked.min().getFloat() >= 0 && attacked.max().getFloat() <= 1);
      assertEquals(0, worst.pixel, "a victim saw a view that was never taken");
    }
  }

  /** The largest pixel that a victim saw where there is no picture. */
  private static final class Worst {
    private double pixel;
  }

  /** The sum of all pixels is the lead of the second class. */
  private record Linear(NDArray present, Worst worst) implements ImageClassifier {

    @Override
    public NDArray logits(NDArray images) {
      NDArray unseen = images.mul(present.neg().add(1));
      worst.pixel = Math.max(worst.pixel, unseen.abs().max().getFloat());
      NDArray lead = images.sum(new int[] {1, 2, 3}).reshape(-1, 1);
      return lead.zerosLike().concat(lead, 1);
    }

    @Override
    public ImageGradient gradient(NDArray images, NDArray labels, Loss loss) {
      return new ImageGradient(logits(images), images.onesLike().neg());
    }

    @Override
    public ImageGradient reuse(ImageGradient known) {
      return known;
    }

    @Override
    public ImageClassifier rows(int[] rows) {
      return new Linear(present.get(present.getManager().create(rows)), worst);
    }
  }
}
