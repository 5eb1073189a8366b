package io.gauntlet.pipelines.rows;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.pipelines.cli.OptionDescription;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/**
 * Options of the command line as fields of a schema transform: described by the same words, read by
 * the same door. The field of {@code --attackBatch} is {@code attack_batch}, as Beam has it.
 *
 * @param <T> the options
 */
final class OptionFields<T extends PipelineOptions> {
  private static final Pattern WRITTEN = Pattern.compile("--(?<name>[a-z]\\w*)");

  private static final Map<Class<?>, Schema.FieldType> TYPES =
      Map.of(
          String.class, Schema.FieldType.STRING,
          int.class, Schema.FieldType.INT64,
          Integer.class, Schema.FieldType.INT64,
          long.class, Schema.FieldType.INT64,
          double.class, Schema.FieldType.DOUBLE,
          Double.class, Schema.FieldType.DOUBLE);

  private final Class<T> type;
  private final ImmutableList<OptionDescription> options;
  private final ImmutableList<Schema.Field> others;

  private OptionFields(
      Class<T> type, ImmutableList<OptionDescription> options, ImmutableList<Schema.Field> others) {
    this.type = type;
    this.options = options;
    this.others = others;
  }

  /** Some options of an interface, each of which may be left out. */
  static <T extends PipelineOptions> OptionFields<T> of(Class<T> type, String... names) {
    ImmutableSet<String> some = ImmutableSet.copyOf(names);
    return new OptionFields<>(
        type,
        OptionDescription.of(type).stream()
            .filter(option -> some.contains(option.name()))
            .collect(ImmutableList.toImmutableList()),
        ImmutableList.of());
  }

  /** The same with a field that is no option, before them. */
  OptionFields<T> and(Schema.Field field) {
    return new OptionFields<>(
        type, options, ImmutableList.<Schema.Field>builder().addAll(others).add(field).build());
  }

  /** The fields, each with a description. */
  Schema schema() {
    List<Schema.Field> fields = new ArrayList<>(others);
    for (OptionDescription option : options) {
      fields.add(
          Schema.Field.nullable(named(option.name()), TYPES.get(option.type()))
              .withDescription(
                  inFields(option.help())
                      + option
                          .defaultValue()
                          .filter(value -> !value.isEmpty())
                          .map(value -> " (default " + value + ")")
                          .orElse("")));
    }
    return Schema.of(fields.toArray(Schema.Field[]::new));
  }

  /** The options of a row; what it leaves out is as on the command line. */
  T read(Row row) {
    List<String> arguments =
        options.stream()
            .filter(option -> row.getValue(named(option.name())) != null)
            .map(option -> "--%s=%s".formatted(option.name(), value(option, row)))
            .collect(Collectors.toList());
    return PipelineOptionsFactory.fromArgs(
            PathOptions.absolute(arguments, ImmutableSet.of()).toArray(String[]::new))
        .as(type);
  }

  private static Object value(OptionDescription option, Row row) {
    Object value = row.getValue(named(option.name()));
    boolean small = option.type() == int.class || option.type() == Integer.class;
    if (small && ((Long) value) != ((Long) value).intValue()) {
      throw new UsageException("--%s is %s; give less".formatted(option.name(), value));
    }
    return value;
  }

  /**
   * Reads something of options.
   *
   * @throws IllegalArgumentException that names the field, where the command names its option
   */
  static <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (UsageException e) {
      throw new IllegalArgumentException(inFields(e.getMessage()), e);
    }
  }

  private static String inFields(String words) {
    return WRITTEN
        .matcher(words)
        .replaceAll(found -> Matcher.quoteReplacement(named(found.group(1))));
  }

  /** The field of an option. */
  private static String named(String option) {
    return CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, option);
  }
}
