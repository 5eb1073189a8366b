package io.gauntlet.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** How outcomes are scored. */
public interface ScoringOptions extends RunOptions {

  @Description("Fewest studies with a MeSH heading that are scored apart, as a slice")
  @Default.Integer(20)
  int getMinSlice();

  void setMinSlice(int value);
}
