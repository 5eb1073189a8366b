package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A row of one of a cohort's tables.
 *
 * @param file the table, as errors name it
 * @param line of the file where the row starts, from 1
 * @param table its place among the tables, from 0
 * @param uid the study's
 * @param cells those that are asked for and not missing, by column
 */
public record CohortRow(
    String file, long line, int table, String uid, ImmutableMap<String, String> cells)
    implements Serializable {
  /** Table by table, each in the order of its file. */
  static final Comparator<CohortRow> FILE_ORDER =
      Comparator.comparingInt(CohortRow::table)
          .thenComparing(CohortRow::file)
          .thenComparingLong(CohortRow::line);

  private static final long serialVersionUID = 1;

  /** A cell; empty where it is missing. */
  String cell(String column) {
    return cells.getOrDefault(column, "");
  }
}
