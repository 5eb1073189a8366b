package io.gauntlet.templates;

import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.TemplateMetadata;
import io.gauntlet.pipelines.cli.OptionDescription;
import io.gauntlet.pipelines.cli.TemplateParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A template's metadata, made of the options that its pipeline reads: the two cannot drift. */
final class Metadata {
  private static final String TEXT = "TEXT";
  private static final String WHOLE = "-?\\d+";
  private static final String NUMBER = "-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?";

  private Metadata() {}

  /** The metadata of a template; the required parameters first, each part by name. */
  static TemplateMetadata of(Template template) {
    List<ParameterMetadata> parameters = new ArrayList<>();
    for (boolean required : new boolean[] {true, false}) {
      for (OptionDescription option : OptionDescription.of(template.options())) {
        if (option.required() == required) {
          parameters.add(parameter(option));
        }
      }
    }
    return new TemplateMetadata()
        .setName(template.title())
        .setDescription(template.description())
        .setStreaming(false)
        .setParameters(parameters);
  }

  private static ParameterMetadata parameter(OptionDescription option) {
    ParameterMetadata parameter =
        new ParameterMetadata()
            .setName(option.name())
            .setLabel(label(option.name()))
            .setHelpText(help(option))
            .setIsOptional(!option.required())
            .setParamType(option.templateParameter().map(TemplateParameter::type).orElse(TEXT));
    option.defaultValue().ifPresent(parameter::setDefaultValue);
    String regex = regex(option);
    // Anchored: without anchors the service is content with a part that matches.
    return regex.isEmpty() ? parameter : parameter.setRegexes(List.of("^(" + regex + ")$"));
  }

  private static String help(OptionDescription option) {
    return option
        .templateParameter()
        .map(TemplateParameter::example)
        .filter(example -> !example.isEmpty())
        .map(example -> option.help() + ". Example: " + example)
        .orElse(option.help());
  }

  private static String regex(OptionDescription option) {
    String given = option.templateParameter().map(TemplateParameter::regex).orElse("");
    if (!given.isEmpty()) {
      return given;
    }
    Class<?> type = option.type();
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return WHOLE;
    }
    if (type == double.class || type == Double.class) {
      return NUMBER;
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true|false";
    }
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name())
            .collect(Collectors.joining("|"))
        : "";
  }

  /** {@code imageSize} as "Image size". */
  private static String label(String name) {
    String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
