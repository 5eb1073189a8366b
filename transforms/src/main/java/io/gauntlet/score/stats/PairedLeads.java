package io.gauntlet.score.stats;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.ImmutableDoubleArray;

/**
 * How two classifiers lead for ABNORMAL on the same studies of one class, study by study.
 *
 * @param reference for each of its seeds one lead a study
 * @param candidate likewise, in the same order of studies
 * @param patients whose each study is; empty where that is not known
 */
public record PairedLeads(
    ImmutableList<ImmutableDoubleArray> reference,
    ImmutableList<ImmutableDoubleArray> candidate,
    ImmutableList<String> patients) {

  /**
   * Checks that there are as many of all.
   *
   * @throws IllegalArgumentException when there are not
   */
  public PairedLeads {
    int studies = reference.get(0).length();
    for (ImmutableDoubleArray seed : Iterables.concat(reference, candidate)) {
      checkArgument(
          seed.length() == studies,
          "%s studies of one seed, %s of another",
          studies,
          seed.length());
    }
    checkArgument(
        patients.isEmpty() || patients.size() == studies,
        "%s studies, patients of %s",
        studies,
        patients.size());
  }

  /** The leads of one seed a side, of studies whose patients are not known. */
  public static PairedLeads ofOneSeed(
      ImmutableDoubleArray reference, ImmutableDoubleArray candidate) {
    return new PairedLeads(
        ImmutableList.of(reference), ImmutableList.of(candidate), ImmutableList.of());
  }

  /** Number of studies. */
  public int size() {
    return reference.get(0).length();
  }
}
