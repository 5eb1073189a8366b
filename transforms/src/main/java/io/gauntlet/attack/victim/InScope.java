package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Arrays in a scope of their own: what is computed from one belongs to its manager. */
public final class InScope {
  private InScope() {}

  /** A copy that a scope owns. */
  public static NDArray copy(NDManager scope, NDArray array) {
    NDArray copy = array.duplicate();
    copy.attach(scope);
    return copy;
  }
}
