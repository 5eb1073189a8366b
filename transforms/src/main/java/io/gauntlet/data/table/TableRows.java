package io.gauntlet.data.table;

import java.util.function.Consumer;

/**
 * Takes the rows of a table, in the order of the file.
 *
 * @param <T> what a row is read as
 */
public interface TableRows<T> {

  /** Takes a row. */
  void row(T row);

  /** Takes a row that cannot be used; the table goes on behind it. */
  void bad(BadRow row);

  /** Takes the rows that can be used; the others are passed over. */
  static <T> TableRows<T> usable(Consumer<T> taker) {
    return new TableRows<>() {
      @Override
      public void row(T row) {
        taker.accept(row);
      }

      @Override
      public void bad(BadRow row) {}
    };
  }
}
