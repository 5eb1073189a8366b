package io.gauntlet.model.http;

import java.io.IOException;

/** That an answer is not what the protocol says. It never quotes the answer. */
final class MalformedAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedAnswerException(String message) {
    super(message);
  }
}
