package io.gauntlet.pipelines.options;

import org.apache.beam.sdk.options.Description;

/** Whose report is made again. */
public interface ReportOptions extends ScoringOptions, PostOptions {

  @Description("Folder of the nights that the gate keeps; draws the trends")
  String getHistory();

  void setHistory(String value);
}
