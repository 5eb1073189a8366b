package io.gauntlet.pipelines.command;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Which run is checked. */
public interface VerifyOptions extends PipelineOptions {

  @Description("Folder of the run")
  @Validation.Required
  String getRun();

  void setRun(String value);
}
