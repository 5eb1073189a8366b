package io.gauntlet.pipelines.stage;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How much of its cohort a run may lose and still be one. */
public interface LossOptions extends PipelineOptions {

  @Description(
      "Greatest share of its studies that a stage may lose, in [0, 1]; one that loses more, or all,"
          + " fails")
  @Default.Double(0.5)
  double getMaxLostShare();

  void setMaxLostShare(double value);
}
