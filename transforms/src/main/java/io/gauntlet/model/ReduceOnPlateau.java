package io.gauntlet.model;

/**
 * Cuts the learning rate when the loss has not fallen for a while; the rule of PyTorch's {@code
 * ReduceLROnPlateau} with its relative threshold of 1e-4.
 */
final class ReduceOnPlateau {
  private static final double THRESHOLD = 1e-4;

  private final int patience;
  private final double factor;
  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int bad;

  ReduceOnPlateau(Recipe recipe) {
    this.rate = recipe.learningRate();
    this.patience = recipe.patience();
    this.factor = recipe.factor();
  }

  double rate() {
    return rate;
  }

  void observe(double loss) {
    if (loss < best * (1 - THRESHOLD)) {
      best = loss;
      bad = 0;
    } else if (++bad > patience) {
      rate *= factor;
      bad = 0;
    }
  }
}
