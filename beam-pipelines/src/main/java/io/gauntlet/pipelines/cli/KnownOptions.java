package io.gauntlet.pipelines.cli;

import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.StringUtils;

/**
 * The names of all options that are registered with Beam: Gauntlet's, Beam's own and those of the
 * runners on the class path.
 */
final class KnownOptions {
  /** As many letters may be wrong in a name that is still taken for a misspelt one. */
  private static final int MOST_WRONG_LETTERS = 2;

  /** Options of before, each with what it became: who has one in a script is told once. */
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

  private final Set<String> names = new TreeSet<>();

  /** The options that are registered now. */
  KnownOptions() {
    for (Class<? extends PipelineOptions> type : PipelineOptionsFactory.getRegisteredOptions()) {
      OptionDescription.getters(type).forEach((name, getter) -> names.add(name));
    }
  }

  /** Whether there is an option of this name. */
  boolean contains(String name) {
    return names.contains(name);
  }

  /** What became of an option of before; empty where there was none of this name. */
  Optional<String> retired(String name) {
    return Optional.ofNullable(RETIRED.get(name)).map(became -> "--" + name + " " + became);
  }

  /** The option that a misspelt name is most like; empty where none is like it. */
  Optional<String> closest(String name) {
    // Half of the letters have to be right, or a short name is like many.
    int most = Math.min(MOST_WRONG_LETTERS, (name.length() - 1) / 2);
    return names.stream()
        .filter(known -> distance(name, known) <= most)
        .min(Comparator.comparingInt(known -> distance(name, known)));
  }

  private static int distance(String one, String other) {
    return StringUtils.getLevenshteinDistance(one, other);
  }
}
