package io.gauntlet.pipelines;

import com.google.common.collect.ImmutableMap;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;

/** The options of a command: read by Beam, described from the annotations that Beam reads. */
final class CommandLineOptions {
  /**
   * What the DirectRunner does unless told otherwise: a worker a core, and none of its checks that
   * every transform is well behaved, which the tests run with and which cost half of a short run.
   */
  private static final ImmutableMap<String, String> LOCAL_DEFAULTS =
      ImmutableMap.of(
          "--targetParallelism", Integer.toString(Runtime.getRuntime().availableProcessors()),
          "--enforceImmutability", "false",
          "--enforceEncodability", "false");

  private CommandLineOptions() {}

  /**
   * Reads options.
   *
   * @throws UsageException on an unknown option, a value of the wrong kind or a missing one
   */
  static <T extends PipelineOptions> T parse(Class<T> type, List<String> arguments) {
    PipelineOptionsFactory.register(type);
    List<String> all = new ArrayList<>(arguments);
    LOCAL_DEFAULTS.forEach(
        (option, value) -> {
          if (arguments.stream().noneMatch(argument -> argument.startsWith(option + "="))) {
            all.add(option + "=" + value);
          }
        });
    try {
      return PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).withValidation().as(type);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new UsageException(message.lines().findFirst().orElse(message));
    }
  }

  /** The values of a command's own options, by name, sorted. */
  static Map<String, Object> values(
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
    for (Method method : type.getMethods()) {
      if (method.isAnnotationPresent(Description.class)
          && method.getDeclaringClass() != PipelineOptions.class) {
        String name = method.getName().substring("get".length());
        getters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method);
      }
    }
    return getters;
  }

  /** The options of a command, sorted, with their defaults. */
  static String describe(Class<? extends PipelineOptions> type) {
    StringBuilder text = new StringBuilder();
    own(type)
        .forEach(
            (name, getter) ->
                text.append("  --")
                    .append(name)
                    .append("\n      ")
                    .append(getter.getAnnotation(Description.class).value())
                    .append(note(getter))
                    .append('\n'));
    return text.toString();
  }

  private static String note(Method method) {
    if (method.isAnnotationPresent(Validation.Required.class)) {
      return " (required)";
    }
    if (method.isAnnotationPresent(Default.String.class)) {
      return " (default " + method.getAnnotation(Default.String.class).value() + ")";
    }
    if (method.isAnnotationPresent(Default.Integer.class)) {
      return " (default " + method.getAnnotation(Default.Integer.class).value() + ")";
    }
    if (method.isAnnotationPresent(Default.Long.class)) {
      return " (default " + method.getAnnotation(Default.Long.class).value() + ")";
    }
    if (method.isAnnotationPresent(Default.Double.class)) {
      return " (default " + method.getAnnotation(Default.Double.class).value() + ")";
    }
    return "";
  }
}
