package io.gauntlet.model.train;

/**
 * Cuts the learning rate when the loss has not fallen for a while; the rule of PyTorch's {@code
 * ReduceLROnPlateau} with its relative threshold of 1e-4.
 */
final class ReduceOnPlateau {
  private static final double THRESHOLD = 1e-4;

  private final Recipe recipe;
  private State state;

  /**
   * What it remembers.
   *
   * @param rate of the next epoch
   * @param best lowest loss so far
   * @param bad epochs since, without a lower one
   */
  record State(double rate, double best, int bad) {}

  ReduceOnPlateau(Recipe recipe) {
    this(recipe, new State(recipe.learningRate(), Double.POSITIVE_INFINITY, 0));
  }

  /** Goes on from what another one remembered. */
  ReduceOnPlateau(Recipe recipe, State state) {
    this.recipe = recipe;
    this.state = state;
  }

  State state() {
    return state;
  }

  double rate() {
    return state.rate();
  }

  void observe(double loss) {
    if (loss < state.best() * (1 - THRESHOLD)) {
      state = new State(state.rate(), loss, 0);
    } else if (state.bad() + 1 > recipe.patience()) {
      state = new State(state.rate() * recipe.factor(), state.best(), 0);
    } else {
      state = new State(state.rate(), state.best(), state.bad() + 1);
    }
  }
}
