package io.gauntlet.pipelines.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The demo: a run on a synthetic cohort that it makes itself. */
public interface DemoOptions extends LocalRunOptions {

  @Description("Number of studies of the synthetic cohort")
  @Default.Integer(600)
  int getStudies();

  void setStudies(int value);
}
