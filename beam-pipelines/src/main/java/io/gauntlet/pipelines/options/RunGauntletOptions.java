package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Description;

/** Attack and scores alone, from studies and models that stages before wrote. */
public interface RunGauntletOptions extends GridOptions {

  @Description("Folder of the run whose studies are used; that of the results unless given")
  @TemplateParameter(
      type = "GCS_READ_FOLDER",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/nightly/2026-01-31")
  String getStudiesFrom();

  void setStudiesFrom(String value);
}
