package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.Serializable;

/**
 * What the columns of one table of a cohort are.
 *
 * @param study the column of the study's uid
 * @param studyPrefix what stands before the uid in its cells, and is left out; may be empty
 * @param patient the column of the patient's pseudonym; empty where the table has none
 * @param images how rows name images
 * @param text columns of the report, in the order of the caption
 * @param slices columns by which studies are counted apart
 */
record TableLayout(
    String study,
    String studyPrefix,
    String patient,
    TableImages images,
    ImmutableList<String> text,
    ImmutableList<String> slices)
    implements Serializable {
  private static final long serialVersionUID = 1;

  boolean hasPatient() {
    return !patient.isEmpty();
  }

  /** The columns that the table must have. */
  ImmutableList<String> columns() {
    ImmutableSet.Builder<String> columns = ImmutableSet.builder();
    columns.add(study);
    if (hasPatient()) {
      columns.add(patient);
    }
    return columns.addAll(images.columns()).addAll(text).addAll(slices).build().asList();
  }
}
