package io.gauntlet.data.manifest;

import io.gauntlet.data.KnownNames;
import io.gauntlet.data.Quoted;
import io.gauntlet.data.table.BadRow;
import io.gauntlet.data.table.TableRows;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for the values that a label names in all rows of a cohort, so that a misspelt one is said
 * before anything runs.
 */
public final class LabelSurvey implements TableRows<CohortRow> {
  /** Values that are kept for the message. */
  private static final int MOST = 1_000;

  private final LabelRule label;
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> missing;
  private boolean column;

  /** Of a label. */
  public LabelSurvey(LabelRule label) {
    this.label = label;
    this.missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    missing.addAll(label.named());
  }

  @Override
  public void row(CohortRow row) {
    String cell = row.cells().get(label.column());
    if (cell == null) {
      return;
    }
    column = true;
    for (String value : label.values(cell)) {
      missing.remove(value);
      if (seen.size() < MOST) {
        seen.add(value);
      }
    }
  }

  @Override
  public void bad(BadRow row) {}

  /**
   * What is wrong with the label; empty where every value that it names was seen.
   *
   * @param columns of all tables
   */
  public Optional<String> fault(Collection<String> columns) {
    if (!column) {
      return Optional.of(
          "no table has a row with the column '%s'%s"
              .formatted(Quoted.of(label.column()), instead(label.column(), columns)));
    }
    return missing.stream()
        .findFirst()
        .map(
            value ->
                "no study's %s is '%s'%s"
                    .formatted(Quoted.of(label.column()), Quoted.of(value), instead(value, seen)));
  }

  private static String instead(String name, Collection<String> known) {
    return KnownNames.closest(name, known)
            .map(guess -> "; did you mean '" + Quoted.of(guess) + "'? There are ")
            .orElse("; there are ")
        + Quoted.names(known);
  }
}
