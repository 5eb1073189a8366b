package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * Lines that were read as one row.
 *
 * @param lines at least one
 * @param cells as they are written, without their quotation marks; none of lines that are no row
 * @param fault why the lines are no row, with the remedy; empty where they are one
 */
record TableRecord(
    ImmutableList<TableLine> lines, ImmutableList<String> cells, Optional<String> fault) {

  static TableRecord row(ImmutableList<TableLine> lines, ImmutableList<String> cells) {
    return new TableRecord(lines, cells, Optional.empty());
  }

  static TableRecord malformed(ImmutableList<TableLine> lines, String fault) {
    return new TableRecord(lines, ImmutableList.of(), Optional.of(fault));
  }

  /** Number of the first line, from 1. */
  long line() {
    return lines.get(0).number();
  }
}
