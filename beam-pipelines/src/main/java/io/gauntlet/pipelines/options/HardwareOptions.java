package io.gauntlet.pipelines.options;

import io.gauntlet.pipelines.cli.Choices;
import io.gauntlet.pipelines.cli.TemplateParameter;
import io.gauntlet.pipelines.request.HardwareRequest;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where networks are trained and attacked; a local run takes no notice of all but the device. */
public interface HardwareOptions extends PipelineOptions {

  @Description(
      "Where networks run: auto (a GPU where there is one), cpu, gpu, or gpu:N for one of several")
  @Default.String("auto")
  @Choices({"auto: a GPU where there is one", "cpu", "gpu: the first; gpu:N is another"})
  String getDevice();

  void setDevice(String value);

  @Description(
      "GPU of the workers that train and attack, such as nvidia-l4, one for each worker, or none")
  @Default.String("none")
  @TemplateParameter(regex = HardwareRequest.GPU, example = "nvidia-l4")
  String getGpu();

  void setGpu(String value);

  @Description("Least memory of a worker that trains or attacks, such as 16GB")
  @Default.String("16GB")
  @TemplateParameter(regex = HardwareRequest.RAM, example = "16GB")
  String getMinRam();

  void setMinRam(String value);
}
