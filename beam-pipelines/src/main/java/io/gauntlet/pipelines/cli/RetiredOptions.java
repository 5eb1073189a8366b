package io.gauntlet.pipelines.cli;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** Options of versions before: who has one in a script is told what it became. */
public final class RetiredOptions {
  private static final ImmutableMap<String, String> BECAME =
      ImmutableMap.of(
          "baseline",
          "is now --reference: the release that was accepted on purpose, which a pass does not"
              + " replace",
          "baselineRun",
          "is now --referenceRun",
          "tolerance",
          "is now margin, of each primary comparison in the policy; gate --policy=default prints one",
          "alpha",
          "is now a key of the policy; gate --policy=default prints one");

  private RetiredOptions() {}

  /** What a user is told of an option, given without dashes; empty where it is not retired. */
  public static Optional<String> told(String name) {
    return Optional.ofNullable(BECAME.get(name)).map(became -> "--" + name + " " + became);
  }
}
