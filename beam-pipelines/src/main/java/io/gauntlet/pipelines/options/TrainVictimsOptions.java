package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Description;

/** Training alone, from the studies that {@code prepare-cohort} wrote. */
public interface TrainVictimsOptions extends TrainingOptions {

  @Description("Folder of the run whose studies are used; that of the results unless given")
  @TemplateParameter(
      type = "GCS_READ_FOLDER",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/nightly/2026-01-31")
  String getStudiesFrom();

  void setStudiesFrom(String value);
}
