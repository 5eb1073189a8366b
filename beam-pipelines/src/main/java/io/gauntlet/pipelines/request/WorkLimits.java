package io.gauntlet.pipelines.request;

import java.util.OptionalInt;

/**
 * How much of the work is done.
 *
 * @param sample so many studies are attacked, at least 1; empty for all
 */
public record WorkLimits(OptionalInt sample) {
  public WorkLimits {
    sample.ifPresent(studies -> Limits.atLeast("--sample", studies, 1));
  }
}
