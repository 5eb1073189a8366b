package io.gauntlet.pipelines.options;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.pipelines.request.UsageException;

/** Options of before, each with what it became: who has one in a script is told once. */
final class RetiredOptions {
  private static final ImmutableMap<String, String> RETIRED =
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

  /**
   * Refuses an option of before.
   *
   * @throws UsageException with what it became
   */
  static void check(String name) {
    if (RETIRED.containsKey(name)) {
      throw new UsageException("--" + name + " " + RETIRED.get(name));
    }
  }
}
