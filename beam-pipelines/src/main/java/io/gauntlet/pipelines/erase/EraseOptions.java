package io.gauntlet.pipelines.erase;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Which study is taken out of which runs. */
public interface EraseOptions extends PipelineOptions {

  @Description("The study's uid, as its cohort writes it")
  @Validation.Required
  String getUid();

  void setUid(String value);

  @Description("Folders of runs and of release stores, separated by commas")
  @Validation.Required
  String getRun();

  void setRun(String value);

  @Description("Says what would be removed, and removes nothing")
  @Default.Boolean(false)
  boolean isDryRun();

  void setDryRun(boolean value);
}
