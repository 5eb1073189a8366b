package io.gauntlet.pipelines.request;

/**
 * How a cohort becomes a training and a test part.
 *
 * @param trainFraction share of the studies that train, in (0, 1)
 * @param seed of the split
 */
public record SplitRequest(double trainFraction, long seed) {
  public SplitRequest {
    if (!(trainFraction > 0 && trainFraction < 1)) {
      throw new UsageException("--trainFraction is " + trainFraction + "; give a value in (0, 1)");
    }
  }
}
