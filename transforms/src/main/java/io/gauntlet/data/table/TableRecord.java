package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Lines that were read as one row. */
sealed interface TableRecord {

  /** The lines, at least one. */
  List<TableLine> lines();

  /** Number of the first line, from 1. */
  default long line() {
    return lines().get(0).number();
  }

  /**
   * A row.
   *
   * @param cells as they are written, without their quotation marks
   */
  record Row(ImmutableList<TableLine> lines, ImmutableList<String> cells) implements TableRecord {}

  /**
   * Lines that are no row.
   *
   * @param why in words, with the remedy
   */
  record Malformed(ImmutableList<TableLine> lines, String why) implements TableRecord {}
}
