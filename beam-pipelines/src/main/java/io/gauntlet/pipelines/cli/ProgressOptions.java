package io.gauntlet.pipelines.cli;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What a command that lasts says meanwhile. */
public interface ProgressOptions extends PipelineOptions {

  @Description("No progress on standard error: warnings and failures alone")
  @Default.Boolean(false)
  boolean getQuiet();

  void setQuiet(boolean value);

  @Description("Progress, warnings and failures as JSON on standard error, an object a line")
  @Default.Boolean(false)
  boolean getJsonLog();

  void setJsonLog(boolean value);
}
