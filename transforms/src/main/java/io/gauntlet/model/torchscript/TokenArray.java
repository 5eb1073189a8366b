package io.gauntlet.model.torchscript;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An array of a caption's tokens that a module takes, {@code [batch, length]} int64. */
enum TokenArray {
  /** The numbers of the tokens, 0 behind the last. */
  IDS,
  /** 1 where there is a token, 0 behind the last. */
  MASK,
  /** The sentence that a token is of: 0, for a caption is one. */
  TYPES;

  /** The array of a name in lower case; empty where there is none. */
  static Optional<TokenArray> named(String name) {
    return Arrays.stream(values())
        .filter(array -> array.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
