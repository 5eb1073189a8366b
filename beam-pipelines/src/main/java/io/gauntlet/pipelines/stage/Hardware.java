package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.HardwareRequest;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;

/**
 * Resource hints for the stages that hold networks. They go on composites: Dataflow's job loses
 * those that are set on a {@code ParDo} itself.
 */
public final class Hardware {
  private Hardware() {}

  /**
   * Asks for workers that are large enough: one bundle at a time on a worker that has a GPU, which
   * two would share. Where nothing is asked for there is no hint, and so one environment.
   */
  public static ResourceHints hints(HardwareRequest hardware) {
    ResourceHints none = ResourceHints.create();
    ResourceHints hints = hardware.minRam().map(none::withMinRam).orElse(none);
    return hardware
        .gpu()
        .map(
            gpu ->
                hints
                    .withAccelerator("type:" + gpu + ";count:1;install-nvidia-driver")
                    .withMaxActiveBundlesPerWorker(1))
        .orElse(hints);
  }
}
