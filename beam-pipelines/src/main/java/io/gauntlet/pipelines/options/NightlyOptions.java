package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The nightly: the whole gauntlet, what it is held against, and where nights are remembered. */
public interface NightlyOptions extends GauntletOptions {

  @Description(
      "Folder of the release that this run is held against, study by study: a run's, or one that runs"
          + " are accepted into; none gives no verdict")
  @Default.String("none")
  @TemplateParameter(
      regex = "none|" + TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/nightly/2026-01-31")
  String getReferenceRun();

  void setReferenceRun(String value);

  @Description(
      "Whether the models of the reference are attacked as those of this run are, on its studies,"
          + " where the reference was not: after a change of cohort, attacks or their revisions. A"
          + " reference that was asked the same costs nothing")
  @Default.Boolean(true)
  boolean getReattackReference();

  void setReattackReference(boolean value);

  @Description(
      "BigQuery table that a row for each cell is appended to, as PROJECT:DATASET.TABLE; none for"
          + " no table")
  @Default.String("none")
  @TemplateParameter(
      regex = "none|[a-z][a-z0-9.:-]{4,61}[a-z0-9]:[A-Za-z0-9_]+\\.[A-Za-z0-9_-]+",
      example = "my-project:gauntlet.history")
  String getHistoryTable();

  void setHistoryTable(String value);
}
