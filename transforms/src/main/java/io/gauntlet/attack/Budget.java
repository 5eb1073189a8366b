package io.gauntlet.attack;

import com.google.common.base.Ascii;
import java.io.Serializable;

/**
 * How far an attack may move a study from the clean one.
 *
 * @param norm how the change is measured
 * @param limit the largest change that counts, in units of the norm; infinite where there is none
 */
public record Budget(Measure norm, double limit) implements Serializable {
  /** No norm bounds the change. */
  public static final Budget NONE = new Budget(Measure.NONE, Double.POSITIVE_INFINITY);

  /** How a change is measured. */
  public enum Measure {
    /** The largest change of a pixel, pixels being in {@code [0, 1]}. */
    LINF,
    /** The Euclidean length of the change over all pixels of a study. */
    L2,
    /** The share of a caption's words that are changed or removed, in {@code (0, 1]}. */
    WORDS,
    /** By no norm: a blur or a change of contrast. */
    NONE;

    /** The name that options and outcomes have for it, such as {@code linf}. */
    @Override
    public String toString() {
      return Ascii.toLowerCase(name());
    }
  }
}
