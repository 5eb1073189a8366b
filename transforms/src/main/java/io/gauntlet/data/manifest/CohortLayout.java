package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.Serializable;

/**
 * What the tables of a cohort have in their columns. The rows of all tables that have the same uid
 * are one study.
 *
 * @param tables in the order in which their files are named; at least one
 */
public record CohortLayout(ImmutableList<TableLayout> tables) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The views that its studies may have. */
  public ImmutableSet<String> views() {
    return tables.stream()
        .flatMap(table -> table.images().viewNames().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Whether its studies have words. */
  public boolean hasText() {
    return tables.stream().anyMatch(table -> !table.text().isEmpty());
  }

  /** Whether it says whose studies they are. */
  public boolean hasPatients() {
    return tables.stream().anyMatch(TableLayout::hasPatient);
  }

  /** How many tables it has. */
  public int size() {
    return tables.size();
  }
}
