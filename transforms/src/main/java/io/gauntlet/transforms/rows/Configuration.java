package io.gauntlet.transforms.rows;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.Row;

/** The values of a configuration row, of which each may be left out. */
final class Configuration {
  private Configuration() {}

  /** A value; empty where it was left out. */
  static <T> Optional<T> value(Row row, String field) {
    return Optional.ofNullable(row.getValue(field));
  }

  /** A list as users write it, with commas; empty where it was left out. */
  static Optional<List<String>> list(Row row, String field) {
    return Configuration.<String>value(row, field)
        .map(text -> Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text));
  }
}
