package io.gauntlet.score.stats;

import java.io.Serializable;

/**
 * Two classifiers on the same studies, of which only those tell anything on which one is right and
 * the other wrong. The counts may be fractions, where studies of one patient count for less.
 *
 * @param studies at least 0
 * @param worse studies on which the reference is right and the candidate wrong, at least 0
 * @param better studies on which it is the other way round, at least 0
 */
public record PairedCounts(double studies, double worse, double better) implements Serializable {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException when more studies changed than there are, or one is negative
   */
  public PairedCounts {
    if (!(worse >= 0 && better >= 0 && worse + better <= studies * (1 + 1e-9))) {
      throw new IllegalArgumentException(
          "%s studies, of them %s worse and %s better".formatted(studies, worse, better));
    }
  }

  /** The share that the candidate gets right less than the reference, in {@code [-1, 1]}. */
  public double drop() {
    return (worse - better) / studies;
  }

  /** The share of the studies on which the two differ, in {@code [0, 1]}. */
  public double discordance() {
    return (worse + better) / studies;
  }

  /** The same shares of another number of studies. */
  public PairedCounts of(double otherStudies) {
    double scale = otherStudies / studies;
    return new PairedCounts(otherStudies, worse * scale, better * scale);
  }

  /** The same studies with the two classifiers in each other's place. */
  PairedCounts mirrored() {
    return new PairedCounts(studies, /* worse= */ better, /* better= */ worse);
  }
}
