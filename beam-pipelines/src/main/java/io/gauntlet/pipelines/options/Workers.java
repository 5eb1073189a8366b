package io.gauntlet.pipelines.options;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.request.HardwareRequest;
import io.gauntlet.pipelines.request.UsageException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;

/** What workers are asked for, and whether the runner that was chosen can give it. */
final class Workers {
  private static final String LOCAL_RUNNER = "DirectRunner";
  private static final String WORKER_ACCELERATOR = "worker_accelerator";

  private Workers() {}

  /**
   * The hardware that options ask for. Whether a GPU is there is seen at once where the work is
   * done here, and by the workers otherwise.
   *
   * @throws UsageException when it cannot be had, or not together
   */
  static HardwareRequest of(HardwareOptions options) {
    HardwareRequest hardware =
        HardwareRequest.of(options.getDevice(), options.getGpu(), options.getMinRam());
    if (options.getRunner() == DataflowRunner.class) {
      if (hardware.gpu().isPresent()) {
        checkDataflow(options.as(DataflowPipelineOptions.class));
      }
      return hardware;
    }
    // The class of the local runner is on the class path when the command runs, not before.
    return options.getRunner().getSimpleName().equals(LOCAL_RUNNER)
        ? hardware.requireDevice().ofAnyMemory()
        : hardware.ofAnyMemory();
  }

  private static void checkDataflow(DataflowPipelineOptions options) {
    boolean forAllWorkers =
        Stream.of(
                options.getDataflowServiceOptions(),
                options.as(ExperimentalOptions.class).getExperiments())
            .flatMap(given -> Optional.ofNullable(given).orElse(ImmutableList.of()).stream())
            .anyMatch(option -> option.startsWith(WORKER_ACCELERATOR));
    if (forAllWorkers) {
      throw new UsageException(
          "--gpu and "
              + WORKER_ACCELERATOR
              + " exclude each other: the first asks for GPUs by stage, the second for all"
              + " workers, and Dataflow refuses both together; leave out "
              + WORKER_ACCELERATOR);
    }
    if (options.getSdkContainerImage() == null) {
      throw new UsageException(
          "--gpu needs --sdkContainerImage: Beam's own image has no CUDA; name the GPU worker image"
              + " that './gauntlet templates build' makes");
    }
  }
}
