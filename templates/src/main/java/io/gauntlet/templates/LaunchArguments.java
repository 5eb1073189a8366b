package io.gauntlet.templates;

import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.TemplateMetadata;
import com.google.common.collect.Sets;
import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.cli.OptionDescription;
import io.gauntlet.pipelines.cli.RetiredOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a user typed after {@code launch TEMPLATE}, checked against the template's metadata before
 * anything is sent.
 *
 * @param launch options of the launch itself, by name
 * @param parameters of the template, by name
 */
record LaunchArguments(Map<String, String> launch, Map<String, String> parameters) {
  private static final String DRY_RUN = "dryRun";
  private static final Set<String> OF_THE_LAUNCH =
      OptionDescription.of(LaunchOptions.class).stream()
          .map(OptionDescription::name)
          .collect(Collectors.toSet());

  LaunchArguments {
    launch = Map.copyOf(launch);
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads and checks.
   *
   * @throws UsageException with everything that is wrong, a line each
   */
  static LaunchArguments check(TemplateMetadata metadata, List<String> arguments) {
    List<String> wrong = new ArrayList<>();
    Map<String, String> launch = new TreeMap<>();
    Map<String, String> parameters = new TreeMap<>();
    for (String argument : arguments) {
      if (argument.equals("--dry-run")) {
        given(DRY_RUN, "true", launch, wrong);
      } else if (!argument.matches("--\\w+=(?s:.*)")) {
        wrong.add("'" + argument + "' is not an option; write --name=value");
      } else {
        String name = argument.substring(2, argument.indexOf('='));
        String value = argument.substring(argument.indexOf('=') + 1);
        given(name, value, OF_THE_LAUNCH.contains(name) ? launch : parameters, wrong);
      }
    }
    for (OptionDescription option : OptionDescription.of(LaunchOptions.class)) {
      if (option.required() && !launch.containsKey(option.name())) {
        wrong.add("--" + option.name() + " is missing: " + option.help());
      }
    }
    wrong.addAll(LaunchValues.faults(launch));
    checkParameters(metadata, parameters, wrong);
    if (!parameters.getOrDefault("gpu", "none").equals("none")
        && !launch.containsKey("workerImage")) {
      wrong.add("--gpu needs --workerImage, the GPU worker image: the template's own has no CUDA");
    }
    if (!wrong.isEmpty()) {
      throw new UsageException(
          wrong.size() == 1
              ? "nothing was sent: " + wrong.get(0)
              : "nothing was sent; " + wrong.size() + " to mend:\n  " + String.join("\n  ", wrong));
    }
    return new LaunchArguments(launch, parameters);
  }

  private static void given(
      String name, String value, Map<String, String> values, List<String> wrong) {
    if (values.put(name, value) != null) {
      wrong.add("--" + name + " is there twice; give it once");
    }
  }

  private static void checkParameters(
      TemplateMetadata metadata, Map<String, String> parameters, List<String> wrong) {
    Map<String, ParameterMetadata> known = new TreeMap<>();
    metadata.getParameters().forEach(parameter -> known.put(parameter.getName(), parameter));
    for (ParameterMetadata parameter : known.values()) {
      String value = parameters.get(parameter.getName());
      if (value == null && !parameter.getIsOptional()) {
        wrong.add("--" + parameter.getName() + " is missing: " + parameter.getHelpText());
      } else if (value != null && !fits(parameter, value)) {
        wrong.add(
            "--"
                + parameter.getName()
                + "="
                + value
                + " does not match "
                + String.join(" and ", parameter.getRegexes())
                + ": "
                + parameter.getHelpText());
      }
    }
    for (String name : parameters.keySet()) {
      if (!known.containsKey(name)) {
        wrong.add(RetiredOptions.told(name).orElseGet(() -> unknown(name, known.keySet())));
      }
    }
  }

  private static String unknown(String name, Set<String> known) {
    return "there is no parameter --"
        + name
        + KnownNames.closest(name, Sets.union(known, OF_THE_LAUNCH))
            .map(guess -> "; did you mean --" + guess + "? There are ")
            .orElse("; there are ")
        + String.join(", ", known)
        + ", and for the launch "
        + OF_THE_LAUNCH.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Whether a value is what a parameter takes. */
  static boolean fits(ParameterMetadata parameter, String value) {
    return parameter.getRegexes() == null
        || parameter.getRegexes().stream().allMatch(value::matches);
  }

  /** Whether nothing is to be sent. */
  boolean dryRun() {
    return Boolean.parseBoolean(launch.get(DRY_RUN));
  }

  /** An option of the launch. */
  Optional<String> option(String name) {
    return Optional.ofNullable(launch.get(name));
  }
}
