package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** A row that has as many cells as the header names. */
public final class TableRow {
  private final String file;
  private final long line;
  private final TableHeader header;
  private final ImmutableList<String> cells;

  TableRow(String file, long line, TableHeader header, ImmutableList<String> cells) {
    this.file = file;
    this.line = line;
    this.header = header;
    this.cells = cells;
  }

  /** The table, as errors name it. */
  public String file() {
    return file;
  }

  /** Line of the file where the row starts, from 1. */
  public long line() {
    return line;
  }

  /**
   * A cell, without the space around it.
   *
   * @param column one of those with which the table was opened
   */
  public String cell(String column) {
    return header.cell(cells, column);
  }

  /** A cell, without the space around it; empty where the table has no such column. */
  public Optional<String> cellIfAny(String column) {
    return header.has(column) ? Optional.of(cell(column)) : Optional.empty();
  }

  /** This row as one that cannot be used. */
  public BadRow bad(String reason, String detail) {
    return new BadRow(file, line, reason, detail);
  }
}
