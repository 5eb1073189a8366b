package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What is known of a victim at the clean images before an attack begins, so that many attacks on
 * the same studies compute it once. An attack that finds nothing here asks its victim.
 *
 * @param logits {@code [batch, classes]}; knowing them costs an attack no query
 * @param crossEntropyGradient logits and gradient of {@link Loss#CROSS_ENTROPY} by all pixels of
 *     all views; to be taken through {@link ImageClassifier#reuse}
 */
public record CleanAnswer(Optional<NDArray> logits, Optional<ImageGradient> crossEntropyGradient) {

  /** Nothing is known. */
  public static CleanAnswer unknown() {
    return new CleanAnswer(Optional.empty(), Optional.empty());
  }

  /** The gradient of a loss, where it is known. */
  public Optional<ImageGradient> gradient(Loss loss) {
    return loss == Loss.CROSS_ENTROPY ? crossEntropyGradient : Optional.empty();
  }
}
