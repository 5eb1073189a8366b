package io.gauntlet.pipelines.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.request.OptionValues;
import io.gauntlet.pipelines.request.UsageException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * All options that are registered with Beam: Gauntlet's, Beam's own and those of the runners on the
 * class path.
 */
final class KnownOptions {
  /** Options that commands name differently, and that users of several mistake for each other. */
  private static final ImmutableList<ImmutableList<String>> ALIKE =
      ImmutableList.of(
          ImmutableList.of("run", "candidate", "output"),
          ImmutableList.of("policy", "policyFile"),
          ImmutableList.of("reference", "baseline", "referenceRun", "modelsFrom"),
          ImmutableList.of("studies", "sample"));

  private final NavigableMap<String, Method> getters = new TreeMap<>();
  private final ImmutableSet<String> own;

  /**
   * The options that are registered now.
   *
   * @param command whose types count where a name is also that of an option of others
   */
  KnownOptions(Class<? extends PipelineOptions> command) {
    this.own = ImmutableSet.copyOf(OptionDescription.getters(command).keySet());
    for (Class<? extends PipelineOptions> type : PipelineOptionsFactory.getRegisteredOptions()) {
      getters.putAll(OptionDescription.getters(type));
    }
    getters.putAll(OptionDescription.getters(command));
  }

  /**
   * Checks that there is an option of a name.
   *
   * @throws UsageException when there is none, with the one that it is most like
   */
  void checkName(String name) {
    RetiredOptions.told(name)
        .filter(became -> !own.contains(name))
        .ifPresent(
            became -> {
              throw new UsageException(became);
            });
    if (!getters.containsKey(name)) {
      throw new UsageException(
          "there is no option --"
              + name
              + KnownNames.closest(name, getters.keySet())
                  .or(() -> elsewhere(name))
                  .map(guess -> "; did you mean --" + guess + "? ")
                  .orElse("; ")
              + "--help lists what there is");
    }
  }

  /** What another command's option is called here. */
  private Optional<String> elsewhere(String name) {
    return ALIKE.stream()
        .filter(alike -> alike.contains(name))
        .flatMap(List::stream)
        .filter(getters::containsKey)
        .findFirst();
  }

  /**
   * Checks that a value is of the option's type.
   *
   * @throws UsageException when it is not
   */
  void checkValue(String name, String value) {
    OptionValues.check("--" + name, getters.get(name).getReturnType(), value);
  }

  /** Whether it may be given several times, each adding to a list. */
  boolean repeats(String name) {
    Class<?> type = getters.get(name).getReturnType();
    return Collection.class.isAssignableFrom(type) || type.isArray();
  }
}
