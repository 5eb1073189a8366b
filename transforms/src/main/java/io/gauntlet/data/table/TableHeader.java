package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Quoted;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of a table's columns; case and the space around a name make no difference. */
final class TableHeader {
  private final ImmutableList<String> names;
  private final ImmutableMap<String, Integer> places;
  private final int width;
  private final int named;

  /**
   * @param names of the columns that have one, as they are written
   * @param places of the columns, by name
   * @param width how many cells the row of the header has
   * @param named how many of them there are up to the last one that has a name
   */
  private TableHeader(
      ImmutableList<String> names, ImmutableMap<String, Integer> places, int width, int named) {
    this.names = names;
    this.places = places;
    this.width = width;
    this.named = named;
  }

  /**
   * Reads the names.
   *
   * @param place file and line, for errors
   * @throws BadInputException when two columns have the same name
   */
  static TableHeader of(List<String> cells, String place) {
    Map<String, Integer> places = new HashMap<>();
    int named = 0;
    for (int column = 0; column < cells.size(); column++) {
      String name = key(cells.get(column));
      if (name.isEmpty()) {
        continue;
      }
      named = column + 1;
      Integer before = places.put(name, column);
      if (before != null) {
        throw new BadInputException(
            "two-columns",
            "%s: the columns %s and %s are both named '%s'; rename one"
                .formatted(place, before + 1, column + 1, Quoted.of(cells.get(column).strip())));
      }
    }
    return new TableHeader(
        cells.stream()
            .map(TableCells::strip)
            .filter(name -> !name.isEmpty())
            .collect(ImmutableList.toImmutableList()),
        ImmutableMap.copyOf(places),
        cells.size(),
        named);
  }

  /** Those of some columns that are not among cells that may be a header's. */
  static List<String> missing(List<String> columns, List<String> cells) {
    List<String> names = cells.stream().map(TableHeader::key).toList();
    return columns.stream().filter(column -> !names.contains(key(column))).toList();
  }

  private static String key(String name) {
    return TableCells.strip(name).toLowerCase(Locale.ROOT);
  }

  /** The names of the columns, as they are written. */
  ImmutableList<String> names() {
    return names;
  }

  /** Whether there is a column of a name. */
  boolean has(String column) {
    return places.containsKey(key(column));
  }

  /** The cell of a row under a name. */
  String cell(List<String> cells, String column) {
    return TableCells.strip(cells.get(places.get(key(column))));
  }

  /**
   * What is wrong with the number of a row's cells; empty where nothing is. Behind the last name a
   * row may have the empty cells that the header has there, as spreadsheets write them, and none
   * that holds something: its cells would stand under the names of others.
   */
  Optional<String> misfit(List<String> cells) {
    int filled = cells.size();
    while (filled > named && filled <= width && TableCells.strip(cells.get(filled - 1)).isEmpty()) {
      filled--;
    }
    return filled == named
        ? Optional.empty()
        : Optional.of(
            "%s cells are expected and %s found; put a cell that holds the separator in quotation marks"
                .formatted(named, filled));
  }
}
