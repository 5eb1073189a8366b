package io.gauntlet.data.table;

import io.gauntlet.data.BadInputException;
import java.util.function.Consumer;
import java.util.function.Function;

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

  /**
   * Takes rows as they are in the table; one that the parser refuses is a bad row.
   *
   * @param parser throws BadInputException for a row that cannot be used
   */
  static <T> TableRows<TableRow> parsed(Function<TableRow, T> parser, TableRows<T> rows) {
    return new TableRows<>() {
      @Override
      public void row(TableRow row) {
        T parsed;
        try {
          parsed = parser.apply(row);
        } catch (BadInputException e) {
          bad(row.bad(e.reason(), e.getMessage()));
          return;
        }
        rows.row(parsed);
      }

      @Override
      public void bad(BadRow row) {
        rows.bad(row);
      }
    };
  }

  /**
   * Takes the rows of a table of which none may be left out.
   *
   * @throws BadInputException when one cannot be used; names file and line
   */
  static <T> TableRows<T> all(Consumer<T> taker) {
    return new TableRows<>() {
      @Override
      public void row(T row) {
        taker.accept(row);
      }

      @Override
      public void bad(BadRow row) {
        throw new BadInputException(
            row.reason(), "%s, line %s: %s".formatted(row.file(), row.line(), row.detail()));
      }
    };
  }

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
