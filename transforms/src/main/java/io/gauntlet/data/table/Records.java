package io.gauntlet.data.table;

import java.io.IOException;
import java.util.Optional;

/** The rows of a file, one after the other. */
interface Records {

  /** The next row, or lines that are none; empty at the end. Blank lines are passed over. */
  Optional<TableRecord> next() throws IOException;

  /** Short code of lines that are no row, such as bad-quotes. */
  String fault();
}
