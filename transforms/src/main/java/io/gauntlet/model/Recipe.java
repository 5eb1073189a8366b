package io.gauntlet.model;

import java.io.Serializable;

/**
 * How a classifier is trained.
 *
 * @param epochs passes over the training part, at least 1
 * @param batch studies a step, at least 1
 * @param learningRate of Adam, above 0
 * @param patience epochs without a lower loss before the rate is cut
 * @param factor the cut, in (0, 1)
 * @param seed of the order of the studies and of the first weights
 */
public record Recipe(
    int epochs, int batch, double learningRate, int patience, double factor, long seed)
    implements Serializable {

  /** Checks the ranges. */
  public Recipe {
    if (epochs < 1 || batch < 1 || !(learningRate > 0) || !(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "a recipe needs epochs and a batch of at least 1, a learning rate above 0 and a factor"
              + " in (0, 1)");
    }
  }

  /** The same for another seed. */
  public Recipe withSeed(long other) {
    return new Recipe(epochs, batch, learningRate, patience, factor, other);
  }
}
