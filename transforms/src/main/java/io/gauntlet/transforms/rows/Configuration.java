package io.gauntlet.transforms.rows;

import com.google.common.base.Splitter;
import io.gauntlet.data.Modality;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.values.Row;

/** The values of a configuration row, of which each may be left out. */
final class Configuration {
  private Configuration() {}

  /** A value; empty where it was left out. */
  static <T> Optional<T> value(Row row, String field) {
    return Optional.ofNullable(row.getValue(field));
  }

  /**
   * The field {@code modalities}; empty where it was left out.
   *
   * @throws IllegalArgumentException when one is unknown
   */
  static Optional<Set<Modality>> modalities(Row row) {
    return list(row, "modalities")
        .map(names -> names.stream().map(Configuration::modality).collect(Collectors.toSet()));
  }

  private static Modality modality(String name) {
    try {
      return Modality.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("modalities: " + e.getMessage(), e);
    }
  }

  /** A list as users write it, with commas; empty where it was left out. */
  static Optional<List<String>> list(Row row, String field) {
    return Configuration.<String>value(row, field)
        .map(text -> Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text));
  }
}
