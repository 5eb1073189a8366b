package io.gauntlet.attack.victim;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

/**
 * What an attack asked of a victim, by study.
 *
 * @param queries times that the victim scored the study, with or without a gradient
 * @param gradients gradients taken
 * @param zeroGradients those of them that were zero at every pixel
 * @param nonFiniteGradients those of them with a value that is not finite
 */
public record VictimCounts(
    ImmutableLongArray queries,
    ImmutableIntArray gradients,
    ImmutableIntArray zeroGradients,
    ImmutableIntArray nonFiniteGradients) {

  /** The counts of an attack that asked nothing. */
  public static VictimCounts none(int studies) {
    return new Builder(studies).build();
  }

  /** Counts up. */
  static final class Builder {
    private final long[] queries;
    private final int[] gradients;
    private final int[] zero;
    private final int[] nonFinite;

    Builder(int studies) {
      queries = new long[studies];
      gradients = new int[studies];
      zero = new int[studies];
      nonFinite = new int[studies];
    }

    void query(int study) {
      queries[study]++;
    }

    /** One gradient, by its largest absolute value. */
    void gradient(int study, float largest) {
      gradients[study]++;
      if (largest == 0) {
        zero[study]++;
      } else if (!Float.isFinite(largest)) {
        nonFinite[study]++;
      }
    }

    VictimCounts build() {
      return new VictimCounts(
          ImmutableLongArray.copyOf(queries),
          ImmutableIntArray.copyOf(gradients),
          ImmutableIntArray.copyOf(zero),
          ImmutableIntArray.copyOf(nonFinite));
    }
  }
}
