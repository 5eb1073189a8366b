package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.TemplateParameter;
import io.gauntlet.pipelines.stage.LossOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** Where the results of a run go, and the seed of all its randomness. */
public interface RunOptions extends LossOptions {

  @Description(
      "Folder of the results; new, or one of a run with the same options that stopped. In the"
          + " pipelines of the cloud {date} in it stands for the date of the launch, UTC")
  @Validation.Required
  @TemplateParameter(
      type = "TEXT",
      regex = TemplateParameter.GCS_PATH,
      example = "gs://my-bucket/nightly/{date}")
  String getOutput();

  void setOutput(String value);

  @Description("Seed of the split, of training and of the attacks")
  @Default.Long(1)
  long getSeed();

  void setSeed(long value);
}
