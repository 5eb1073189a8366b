package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.TemplateParameter;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** How a cohort becomes a training and a test part. */
public interface PrepareCohortOptions extends CohortOptions, RunOptions {

  @Description("Share of the studies that train, in (0, 1)")
  @Default.Double(0.8)
  @TemplateParameter(regex = "0?\\.\\d+", example = "0.8")
  double getTrainFraction();

  void setTrainFraction(double value);
}
