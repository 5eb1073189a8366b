package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.HardwareRequest;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;

/**
 * Resource hints for the stages that hold networks. They go on composites: Dataflow's job loses
 * those that are set on a {@code ParDo} itself.
 */
final class Hardware {
  private Hardware() {}

  /**
   * A stage on workers that are large enough: one bundle at a time on a worker that has a GPU,
   * which two would share.
   */
  static <I extends PInput, O extends POutput> PTransform<I, O> on(
      HardwareRequest hardware, PTransform<I, O> stage) {
    ResourceHints hints = ResourceHints.create().withMinRam(hardware.minRam());
    return stage.setResourceHints(
        hardware
            .gpu()
            .map(
                gpu ->
                    hints
                        .withAccelerator("type:" + gpu + ";count:1;install-nvidia-driver")
                        .withMaxActiveBundlesPerWorker(1))
            .orElse(hints));
  }
}
