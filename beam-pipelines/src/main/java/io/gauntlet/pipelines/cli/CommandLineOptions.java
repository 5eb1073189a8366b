package io.gauntlet.pipelines.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.common.primitives.Primitives;
import io.gauntlet.pipelines.request.UsageException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The options of a command: read by Beam, described from the annotations that Beam reads. */
public final class CommandLineOptions {
  /**
   * What the DirectRunner does unless told otherwise: a worker a core, and none of its checks that
   * every transform is well behaved, which the tests run with and which cost half of a short run.
   */
  private static final ImmutableMap<String, String> LOCAL_DEFAULTS =
      ImmutableMap.of(
          "--targetParallelism", Integer.toString(Runtime.getRuntime().availableProcessors()),
          "--enforceImmutability", "false",
          "--enforceEncodability", "false");

  private static final Pattern OPTION = Pattern.compile("--(?<name>\\w+)(=(?<value>.*))?");

  private CommandLineOptions() {}

  /**
   * Reads options.
   *
   * @throws UsageException on an unknown option, a value of the wrong kind or a missing one
   */
  public static <T extends PipelineOptions> T parse(Class<T> type, List<String> arguments) {
    PipelineOptionsFactory.register(type);
    checkNames(arguments);
    checkNumbers(type, arguments);
    List<String> all = new ArrayList<>(arguments);
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--runner="))) {
      LOCAL_DEFAULTS.forEach(
          (option, value) -> {
            if (arguments.stream().noneMatch(argument -> argument.startsWith(option + "="))) {
              all.add(option + "=" + value);
            }
          });
    }
    try {
      return PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).withValidation().as(type);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw new UsageException(message.lines().findFirst().orElse(message), e);
    }
  }

  private static void checkNames(List<String> arguments) {
    KnownOptions known = new KnownOptions();
    for (String argument : arguments) {
      String name = option(argument).group("name");
      known
          .retired(name)
          .ifPresent(
              became -> {
                throw new UsageException(became);
              });
      if (!known.contains(name)) {
        throw new UsageException(
            "there is no option --"
                + name
                + known.closest(name).map(guess -> "; did you mean --" + guess + "?").orElse("")
                + "; --help lists what there is");
      }
    }
  }

  private static Matcher option(String argument) {
    Matcher option = OPTION.matcher(argument);
    if (!option.matches()) {
      throw new UsageException(
          "'" + argument + "' is not an option; write --name=value, --help lists the names");
    }
    return option;
  }

  private static void checkNumbers(Class<? extends PipelineOptions> type, List<String> arguments) {
    SortedMap<String, Method> own = own(type);
    for (String argument : arguments) {
      Matcher option = option(argument);
      Method getter = own.get(option.group("name"));
      if (getter != null) {
        checkNumber(
            argument,
            Primitives.unwrap(getter.getReturnType()),
            Strings.nullToEmpty(option.group("value")));
      }
    }
  }

  private static void checkNumber(String argument, Class<?> type, String value) {
    boolean fits =
        type == int.class
            ? Ints.tryParse(value) != null
            : type == long.class
                ? Longs.tryParse(value) != null
                : !isNumber(type) || Doubles.tryParse(value) != null;
    if (!fits) {
      throw new UsageException(
          argument + ": give a " + (isNumber(type) ? "number" : "whole number"));
    }
  }

  private static boolean isNumber(Class<?> type) {
    return type == double.class || type == Double.class;
  }

  /** The values of a command's own options, by name, sorted. */
  public static Map<String, Object> values(
      PipelineOptions options, Class<? extends PipelineOptions> type, Set<String> except) {
    Map<String, Object> values = new TreeMap<>();
    own(type)
        .forEach(
            (name, getter) -> {
              if (!except.contains(name)) {
                values.put(name, value(options.as(type), getter));
              }
            });
    return values;
  }

  private static Object value(PipelineOptions options, Method getter) {
    try {
      Object value = getter.invoke(options);
      return value == null ? "" : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, Method> own(Class<? extends PipelineOptions> type) {
    SortedMap<String, Method> getters = new TreeMap<>();
    OptionDescription.of(type).forEach(option -> getters.put(option.name(), option.getter()));
    return getters;
  }

  /** The options of a command, sorted, with their defaults. */
  public static String describe(Class<? extends PipelineOptions> type) {
    StringBuilder text = new StringBuilder();
    for (OptionDescription option : OptionDescription.of(type)) {
      text.append("  --")
          .append(option.name())
          .append("\n      ")
          .append(option.help())
          .append(
              option.required()
                  ? " (required)"
                  : option.defaultValue().map(value -> " (default " + value + ")").orElse(""))
          .append('\n');
    }
    return text.toString();
  }
}
