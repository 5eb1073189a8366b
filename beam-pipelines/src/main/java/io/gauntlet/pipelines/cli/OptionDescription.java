package io.gauntlet.pipelines.cli;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * An option as its interface declares it, read from the annotations that Beam reads: the one source
 * of the command's help and of a template's metadata.
 *
 * @param name as typed after the dashes
 * @param help what it means
 * @param getter the method that declares it
 */
public record OptionDescription(String name, String help, Method getter) {
  private static final Pattern GETTER = Pattern.compile("(get|is)(?<name>[A-Z].*)");

  /** The options that an interface of ours declares or inherits, sorted by name. */
  public static List<OptionDescription> of(Class<? extends PipelineOptions> type) {
    SortedMap<String, OptionDescription> options = new TreeMap<>();
    getters(type)
        .forEach(
            (name, getter) -> {
              Description description = getter.getAnnotation(Description.class);
              if (description != null && getter.getDeclaringClass() != PipelineOptions.class) {
                options.put(name, new OptionDescription(name, description.value(), getter));
              }
            });
    return List.copyOf(options.values());
  }

  /** The getters of all options that an interface declares or inherits, by the options' names. */
  static SortedMap<String, Method> getters(Class<? extends PipelineOptions> type) {
    SortedMap<String, Method> getters = new TreeMap<>();
    for (Method method : type.getMethods()) {
      Matcher getter = GETTER.matcher(method.getName());
      if (getter.matches() && method.getParameterCount() == 0) {
        String name = getter.group("name");
        getters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method);
      }
    }
    return getters;
  }

  /** The Java type of its values. */
  public Class<?> type() {
    return getter.getReturnType();
  }

  /** Whether there is no going without. */
  public boolean required() {
    return getter.isAnnotationPresent(Validation.Required.class);
  }

  /** What it is unless given, as typed; empty where that is nothing or computed. */
  public Optional<String> defaultValue() {
    for (Annotation annotation : getter.getAnnotations()) {
      Class<? extends Annotation> kind = annotation.annotationType();
      if (kind.getEnclosingClass() == Default.class
          && kind != Default.InstanceFactory.class
          && kind != Default.Class.class) {
        try {
          return Optional.of(String.valueOf(kind.getMethod("value").invoke(annotation)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return Optional.empty();
  }

  /** What the cloud's form knows beyond; empty where nothing. */
  public Optional<TemplateParameter> templateParameter() {
    return Optional.ofNullable(getter.getAnnotation(TemplateParameter.class));
  }
}
