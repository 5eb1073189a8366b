package io.gauntlet.pipelines.diff;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Which two runs are held against each other, study by study. */
public interface DiffOptions extends PipelineOptions {

  @Description("Folder of the run that was there before, or one that runs are accepted into")
  @Validation.Required
  String getBaseline();

  void setBaseline(String value);

  @Description("Folder of the run that is held against it")
  @Validation.Required
  String getCandidate();

  void setCandidate(String value);

  @Description("Folder of diff.json and diff.html; that of the candidate unless given")
  String getOutput();

  void setOutput(String value);
}
