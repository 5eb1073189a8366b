package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;

/**
 * A victim whose every loss is the divergence of its answer from the one to the clean images, so
 * that an attack moves the answer wherever it can (Zhang et al. 2019, equation 3).
 *
 * @param victim whose answers they are
 * @param clean log-probabilities at the clean images, {@code [studies, classes]}
 */
public record SteadyVictim(ImageClassifier victim, StudyRows clean) implements ImageClassifier {

  /**
   * The victim, whose answer to some images is to be moved.
   *
   * @param images clean, {@code [studies, views, height, width]}
   */
  public static SteadyVictim at(ImageClassifier victim, NDArray images) {
    return new SteadyVictim(victim, StudyRows.all(victim.logits(images).logSoftmax(1)));
  }

  @Override
  public NDArray logits(NDArray images) {
    return victim.logits(images);
  }

  @Override
  public ImageGradient gradient(NDArray images, NDArray labels, Loss loss) {
    return victim.gradient(images, labels, new Divergence(clean.in(images.getManager())));
  }

  @Override
  public ImageClassifier rows(int[] rows) {
    return new SteadyVictim(victim.rows(rows), clean.rows(rows));
  }

  /** The Kullback-Leibler divergence of answers from those that were expected. */
  private record Divergence(NDArray expected) implements Loss {
    @Override
    public NDArray of(NDArray logits, NDArray labels) {
      return expected.exp().mul(expected.sub(logits.logSoftmax(1))).sum(new int[] {1});
    }
  }
}
