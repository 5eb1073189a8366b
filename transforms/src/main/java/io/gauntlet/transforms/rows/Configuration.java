package io.gauntlet.transforms.rows;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.GridText;
import io.gauntlet.data.Modality;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
   * @throws IllegalArgumentException when one is unknown, or none is given
   */
  static Optional<Set<Modality>> modalities(Row row) {
    return Configuration.<String>value(row, "modalities").map(Modality::list);
  }

  /**
   * The attacks, as a command line has them; each field that was left out is at its standard.
   *
   * @throws IllegalArgumentException that begins with the field that is wrong
   */
  static AttackGrid grid(Row row) {
    return new GridText(
            Configuration.<String>value(row, "attacks").orElse("paper"),
            Configuration.<String>value(row, "transfers").orElse("paper"),
            Configuration.<String>value(row, "epsilons").orElse(""),
            Configuration.<String>value(row, "fractions").orElse(""),
            Configuration.<Long>value(row, "maxQueries").orElse(0L))
        .parse(EnumSet.allOf(Modality.class));
  }
}
