package io.gauntlet.pipelines.options;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;

/**
 * Resource hints for the stages that hold networks. They go on composites: Dataflow's job loses
 * those that are set on a {@code ParDo} itself.
 */
public final class Hardware {
  private static final String NO_GPU = "none";
  private static final String WORKER_ACCELERATOR = "worker_accelerator";

  /** Types of GPUs, as regular expression. */
  static final String GPU = "[a-z][a-z0-9-]*";

  /** Sizes of memory, as regular expression. */
  static final String RAM = "\\d+(\\.\\d+)?\\s?([KMGT]i?)?B";

  private Hardware() {}

  /**
   * Asks for workers that are large enough: one bundle at a time on a worker that has a GPU, which
   * two would share.
   */
  public static ResourceHints hints(HardwareOptions options) {
    ResourceHints hints = ResourceHints.create().withMinRam(options.getMinRam());
    return hasGpu(options)
        ? hints
            .withAccelerator("type:" + options.getGpu() + ";count:1;install-nvidia-driver")
            .withMaxActiveBundlesPerWorker(1)
        : hints;
  }

  /**
   * Looks at what was asked for.
   *
   * @throws UsageException when it cannot be had, or not together
   */
  static void check(HardwareOptions options) {
    if (!options.getMinRam().matches(RAM)) {
      throw new UsageException(
          "--minRam is " + options.getMinRam() + "; give a size with its unit, such as 16GB");
    }
    if (!options.getGpu().matches(GPU)) {
      throw new UsageException(
          "--gpu is " + options.getGpu() + "; give a type such as nvidia-l4, or none");
    }
    if (hasGpu(options) && options.getRunner() == DataflowRunner.class) {
      checkDataflow(options.as(DataflowPipelineOptions.class));
    }
  }

  private static void checkDataflow(DataflowPipelineOptions options) {
    for (List<String> given :
        List.of(
            orEmpty(options.getDataflowServiceOptions()),
            orEmpty(options.as(ExperimentalOptions.class).getExperiments()))) {
      for (String option : given) {
        if (option.startsWith(WORKER_ACCELERATOR)) {
          throw new UsageException(
              "--gpu and "
                  + WORKER_ACCELERATOR
                  + " exclude each other: the first asks for GPUs by stage, the second for all"
                  + " workers, and Dataflow refuses both together; leave out "
                  + WORKER_ACCELERATOR);
        }
      }
    }
    if (options.getSdkContainerImage() == null) {
      throw new UsageException(
          "--gpu needs --sdkContainerImage: Beam's own image has no CUDA; name the GPU worker image"
              + " that './gauntlet templates build' makes");
    }
  }

  private static boolean hasGpu(HardwareOptions options) {
    return !options.getGpu().equals(NO_GPU);
  }

  private static List<String> orEmpty(List<String> list) {
    return list == null ? ImmutableList.of() : list;
  }
}
