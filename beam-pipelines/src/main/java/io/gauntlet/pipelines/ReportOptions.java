package io.gauntlet.pipelines;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Whose report is made again. */
public interface ReportOptions extends PipelineOptions {

  @Description("Folder of a run: its outcomes/ and run.json are read, its report is written anew")
  @Validation.Required
  String getOutput();

  void setOutput(String value);

  @Description("Avro files of the nights before, such as history/*.avro; draws the trends")
  String getHistory();

  void setHistory(String value);
}
