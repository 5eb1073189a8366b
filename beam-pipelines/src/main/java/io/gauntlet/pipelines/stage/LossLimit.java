package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.UsageException;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How many of its studies a stage may lose.
 *
 * @param share of them, in [0, 1]
 */
public record LossLimit(double share) {

  /** Checks the share. */
  public LossLimit {
    if (!(share >= 0 && share <= 1)) {
      throw new UsageException("--maxLostShare is " + share + "; give a value in [0, 1]");
    }
  }

  /**
   * The limit that a pipeline's options give.
   *
   * @throws UsageException when it is no share
   */
  public static LossLimit of(PipelineOptions options) {
    return new LossLimit(options.as(LossOptions.class).getMaxLostShare());
  }
}
