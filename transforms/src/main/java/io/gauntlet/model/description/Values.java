package io.gauntlet.model.description;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.ImmutableMap;

/** What the numbers are that a victim gives. */
public enum Values {
  /** Logits, which are taken as they are. */
  LOGITS,
  /** Probabilities of classes, which add up to one, or of the only one or of each label. */
  PROBABILITY,
  /** A sigmoid of each number, apart from the others. */
  SIGMOID;

  static final ImmutableMap<String, Values> BY_NAME =
      ImmutableMap.of("logits", LOGITS, "probability", PROBABILITY, "sigmoid", SIGMOID);

  /** The least that a float can tell from zero below one: beyond it there is no gradient. */
  private static final float LEAST = 1e-7f;

  /**
   * Their logits.
   *
   * @param given {@code [batch, n]}
   * @param apart whether each number stands alone, and not for one of several classes
   */
  NDArray logits(NDArray given, Alone apart) {
    if (this == LOGITS) {
      return given;
    }
    NDArray least = given.getManager().create(LEAST);
    NDArray sure = given.maximum(least);
    if (this == PROBABILITY && apart == Alone.NO) {
      return sure.log();
    }
    NDArray one = given.getManager().create(1f);
    return sure.log().sub(one.sub(given).maximum(least).log());
  }

  /** Whether a number stands alone. */
  enum Alone {
    /** It does. */
    YES,
    /** It is one of several that exclude each other. */
    NO
  }
}
