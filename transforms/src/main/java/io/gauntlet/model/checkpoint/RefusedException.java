package io.gauntlet.model.checkpoint;

import java.io.IOException;

/**
 * A file that was understood and is refused; its message says why. The libraries that read files
 * have errors of their own.
 */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
