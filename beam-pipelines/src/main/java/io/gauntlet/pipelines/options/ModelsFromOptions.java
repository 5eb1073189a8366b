package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Whose models are attacked. */
public interface ModelsFromOptions extends PipelineOptions {

  @Description("Folder of the run whose models are attacked; that of the results unless given")
  @TemplateParameter(
      type = "GCS_READ_FOLDER",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/nightly/2026-01-31")
  String getModelsFrom();

  void setModelsFrom(String value);
}
