package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The answer of a victim that was asked for a gradient.
 *
 * @param logits {@code [batch, 2]}, as {@link ImageClassifier#logits} gives them
 * @param gradient {@code [batch, views, height, width]}, of the sum of the losses by pixel; raw:
 *     that of a broken victim may be zero, or not finite
 */
public record ImageGradient(NDArray logits, NDArray gradient) {

  /** A copy that a memory scope owns. */
  public ImageGradient copyInto(NDManager scope) {
    return new ImageGradient(Scopes.copyInto(scope, logits), Scopes.copyInto(scope, gradient));
  }
}
