package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.choices.NamedChoices;
import io.gauntlet.pipelines.cli.Choices;
import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Where a cohort is, and what its columns are. */
public interface CohortOptions extends ModalityOptions {

  @Description(
      "Layout of the cohort: indiana, manifest with --columns, mimic-cxr, nih-chestxray14, padchest, or"
          + " that of a StudySource on the class path")
  @Default.String("indiana")
  @Choices(from = NamedChoices.Sources.class)
  String getSource();

  void setSource(String value);

  @Description(
      "Tables of a layout other than indiana, in its order, separated by commas (CSV, TSV, JSON lines)")
  @TemplateParameter(type = "TEXT", example = "gs://my-bucket/cohort/cohort.csv")
  String getCohort();

  void setCohort(String value);

  @Description("What the columns of --cohort are, for --source=manifest (YAML)")
  @TemplateParameter(
      type = "GCS_READ_FILE",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/cohort/columns.yaml")
  String getColumns();

  void setColumns(String value);

  @Description(
      "Label of --cohort: COLUMN:VALUE for whether a study has it, COLUMN:!VALUE for whether it has"
          + " anything else, COLUMN:A,B,C for which of them it has, COLUMN for 1 or 0")
  @TemplateParameter(type = "TEXT", example = "finding:Pneumothorax")
  String getLabel();

  void setLabel(String value);

  @Description(
      "What becomes of a study that lacks a view: drop, or zero for a black one that no attack changes")
  @Default.String("drop")
  @TemplateParameter(regex = "drop|zero", example = "drop")
  @Choices({"drop: the study is quarantined", "zero: the view is black, and no attack changes it"})
  String getMissingViews();

  void setMissingViews(String value);

  @Description(
      "Reports of indiana: uid, MeSH, Problems, indication, findings, impression (CSV, TSV, JSON"
          + " lines)")
  @TemplateParameter(
      type = "GCS_READ_FILE",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/cohort/indiana_reports.csv")
  String getReports();

  void setReports(String value);

  @Description("Images of indiana: uid, filename, projection (CSV, TSV, JSON lines)")
  @TemplateParameter(
      type = "GCS_READ_FILE",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/cohort/indiana_projections.csv")
  String getProjections();

  void setProjections(String value);

  @Description(
      "Encoding of the tables, unless they begin with a byte order mark; such as windows-1252")
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
