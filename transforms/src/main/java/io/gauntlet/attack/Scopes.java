package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Copies into memory scopes. DJL gives whatever is computed from an array to that array's manager,
 * so a copy in a manager of its own keeps the intermediate results of a loop from piling up in the
 * manager of the original.
 */
public final class Scopes {
  private Scopes() {}

  /** Copies an array; the scope owns the copy. */
  public static NDArray copyInto(NDManager scope, NDArray array) {
    NDArray copy = array.duplicate();
    copy.attach(scope);
    return copy;
  }
}
