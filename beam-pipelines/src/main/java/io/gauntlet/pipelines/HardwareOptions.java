package io.gauntlet.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The workers of the stages that hold networks; a local run takes no notice. */
public interface HardwareOptions extends PipelineOptions {

  @Description(
      "GPU of the workers that train and attack, such as nvidia-l4, one a worker; none for none")
  @Default.String("none")
  String getGpu();

  void setGpu(String value);

  @Description("Least memory of a worker that trains or attacks, such as 16GB")
  @Default.String("16GB")
  String getMinRam();

  void setMinRam(String value);
}
