package io.gauntlet.pipelines;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** Where a cohort in the layout of the Indiana University set is. */
public interface CohortOptions extends ModalityOptions {

  @Description("Table of the reports: uid, MeSH, Problems, indication, findings, impression (CSV)")
  @Validation.Required
  String getReports();

  void setReports(String value);

  @Description("Table of the pictures: uid, filename, projection (CSV)")
  @Validation.Required
  String getProjections();

  void setProjections(String value);

  @Description("Folder of the pictures; may be left out with --modalities=text")
  String getImages();

  void setImages(String value);
}
