package io.gauntlet.score.stats;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * How two classifiers lead for ABNORMAL on the same studies of one class, study by study.
 *
 * @param reference one a study
 * @param candidate one a study, in the same order
 */
public record PairedLeads(ImmutableDoubleArray reference, ImmutableDoubleArray candidate) {

  /**
   * Checks that there are as many of both.
   *
   * @throws IllegalArgumentException when there are not
   */
  public PairedLeads {
    if (reference.length() != candidate.length()) {
      throw new IllegalArgumentException(
          "%s studies of the reference, %s of the candidate"
              .formatted(reference.length(), candidate.length()));
    }
  }

  /** Number of studies. */
  public int size() {
    return reference.length();
  }
}
