package io.gauntlet.model.train;

/**
 * A training has diverged: the loss, the gradient's norm or a weight is not finite. The message
 * names the victim, the step, the last good checkpoint and the remedy.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }
}
