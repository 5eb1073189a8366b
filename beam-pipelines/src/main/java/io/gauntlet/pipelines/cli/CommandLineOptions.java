package io.gauntlet.pipelines.cli;

import com.google.common.base.CaseFormat;
import com.google.common.base.Strings;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The options of a command: read by Beam, described from the annotations that Beam reads. */
public final class CommandLineOptions {
  private static final String PARALLELISM = "--targetParallelism=";
  private static final String RUNNER = "--runner=";

  private static final Pattern OPTION =
      Pattern.compile("--(?<name>\\w+)(=(?<value>.*))?", Pattern.DOTALL);

  private static final Pattern DASHED =
      Pattern.compile("--(?<name>[a-z]\\w*(-[a-z]\\w*)+)(=.*)?", Pattern.DOTALL);

  private CommandLineOptions() {}

  /**
   * Reads options.
   *
   * <p>Those that name files are absolute afterwards. A name may be written with dashes: {@code
   * --stop-at} is {@code --stopAt}.
   *
   * @throws UsageException on an unknown option, a value of the wrong kind, a missing one, one that
   *     is there twice, or a runner that cannot run here
   */
  public static <T extends PipelineOptions> T parse(Class<T> type, List<String> written) {
    PipelineOptionsFactory.register(type);
    List<String> arguments = written.stream().map(CommandLineOptions::withoutDashes).toList();
    // First, for the options of a runner are known where its jars are.
    Optional<RunnerName> runner = runner(arguments);
    Set<String> given = check(new KnownOptions(type), arguments);
    runner.ifPresent(known -> known.requireServer(arguments));
    for (OptionDescription option : OptionDescription.of(type)) {
      if (option.required() && !given.contains(option.name())) {
        throw new UsageException("--" + option.name() + " is missing: " + option.help());
      }
    }
    List<String> all = new ArrayList<>(PathOptions.absolute(arguments, names(type)));
    int threads = threads(arguments);
    runner.ifPresent(
        known -> {
          all.removeIf(argument -> argument.startsWith(RUNNER));
          all.add(RUNNER + known.type());
          known
              .defaults(threads)
              .forEach(
                  (name, value) -> {
                    if (!given.contains(name)) {
                      all.add("--" + name + "=" + value);
                    }
                  });
        });
    try {
      return PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).as(type);
    } catch (IllegalArgumentException e) {
      throw new UsageException(unreadable(arguments), e);
    }
  }

  private static String withoutDashes(String argument) {
    Matcher dashed = DASHED.matcher(argument);
    return dashed.matches()
        ? "--" + camel(dashed.group("name")) + argument.substring(dashed.end("name"))
        : argument;
  }

  /** The name of an option that may be written with dashes. */
  static String camel(String name) {
    return name.contains("-") ? CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, name) : name;
  }

  /** The runner that is asked for, the direct one unless told; empty for one of others. */
  private static Optional<RunnerName> runner(List<String> arguments) {
    Optional<RunnerName> runner =
        RunnerName.of(value(arguments, RUNNER).orElseGet(RunnerName.DIRECT::type));
    runner.ifPresent(
        known ->
            known.require(Runtime.version().feature(), CommandLineOptions.class.getClassLoader()));
    return runner;
  }

  private static int threads(List<String> arguments) {
    int threads =
        value(arguments, PARALLELISM)
            .map(Integer::parseInt)
            .orElseGet(Runtime.getRuntime()::availableProcessors);
    Limits.atLeast("--targetParallelism", threads, 1);
    return threads;
  }

  private static Optional<String> value(List<String> arguments, String option) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(option))
        .map(argument -> argument.substring(option.length()))
        .findFirst();
  }

  /** The options that take names, whatever one of another command takes that is called alike. */
  private static Set<String> names(Class<? extends PipelineOptions> type) {
    return OptionDescription.of(type).stream()
        .filter(option -> option.getter().isAnnotationPresent(Names.class))
        .map(OptionDescription::name)
        .collect(Collectors.toSet());
  }

  /** The names that are given, each known, once, and with a value of its kind. */
  private static Set<String> check(KnownOptions known, List<String> arguments) {
    Set<String> given = new HashSet<>();
    for (String argument : arguments) {
      Matcher option = option(argument);
      String name = option.group("name");
      known.checkName(name);
      known.checkValue(name, Strings.nullToEmpty(option.group("value")));
      if (!given.add(name) && !known.repeats(name)) {
        throw new UsageException("--" + name + " is there twice; give it once");
      }
    }
    return given;
  }

  private static Matcher option(String argument) {
    Matcher option = OPTION.matcher(argument);
    if (!option.matches()) {
      throw new UsageException(
          "'" + argument + "' is not an option; write --name=value, --help lists the names");
    }
    return option;
  }

  /** Which of the options it is that Beam cannot read. */
  private static String unreadable(List<String> arguments) {
    String first =
        arguments.stream().filter(argument -> !isReadable(argument)).findFirst().orElse("");
    return first.startsWith(RUNNER)
        ? RunnerName.unknown(first.substring(RUNNER.length()))
        : first + ": this option takes no such value; --help says what it takes";
  }

  private static boolean isReadable(String argument) {
    try {
      PipelineOptionsFactory.fromArgs(argument).create();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The values of a command's own options, by name, sorted. */
  public static Map<String, Object> values(
      PipelineOptions options, Class<? extends PipelineOptions> type, Set<String> except) {
    Map<String, Object> values = new TreeMap<>();
    for (OptionDescription option : OptionDescription.of(type)) {
      if (!except.contains(option.name())) {
        values.put(option.name(), value(options.as(type), option.getter()));
      }
    }
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
