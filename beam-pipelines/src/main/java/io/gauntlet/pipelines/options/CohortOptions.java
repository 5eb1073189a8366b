package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** Where a cohort in the layout of the Indiana University set is. */
public interface CohortOptions extends ModalityOptions {

  @Description("Layout of the cohort: indiana, or that of a StudySource on the class path")
  @Default.String("indiana")
  String getSource();

  void setSource(String value);

  @Description(
      "Table of the reports: uid, MeSH, Problems, indication, findings, impression (CSV, TSV)")
  @Validation.Required
  @TemplateParameter(
      type = "GCS_READ_FILE",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/cohort/indiana_reports.csv")
  String getReports();

  void setReports(String value);

  @Description("Table of the images: uid, filename, projection (CSV, TSV)")
  @Validation.Required
  @TemplateParameter(
      type = "GCS_READ_FILE",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/cohort/indiana_projections.csv")
  String getProjections();

  void setProjections(String value);

  @Description(
      "Encoding of the two tables, unless they begin with a byte order mark; such as windows-1252")
  @Default.String("UTF-8")
  @TemplateParameter(type = "TEXT", example = "windows-1252")
  String getEncoding();

  void setEncoding(String value);

  @Description("Folder of the images; may be left out with --modalities=text")
  @TemplateParameter(
      type = "GCS_READ_FOLDER",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/cohort/images")
  String getImages();

  void setImages(String value);
}
