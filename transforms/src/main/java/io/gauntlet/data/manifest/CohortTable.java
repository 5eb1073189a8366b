package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.table.Table;
import io.gauntlet.data.table.TableCells;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRow;
import io.gauntlet.data.table.TableRows;
import java.io.IOException;
import java.util.Optional;

/** Reads the rows of one of a cohort's tables, one by one. */
public final class CohortTable {
  private final CohortLayout cohort;
  private final int place;
  private final String label;

  private CohortTable(CohortLayout cohort, int place, String label) {
    this.cohort = cohort;
    this.place = place;
    this.label = label;
  }

  /**
   * A table.
   *
   * @param place of it among those of the cohort, from 0
   * @param label column of the label; a table may be without it
   */
  public static CohortTable of(CohortLayout cohort, int place, String label) {
    return new CohortTable(cohort, place, label);
  }

  /**
   * Reads a file.
   *
   * @return the names of its columns
   * @throws BadInputException when it is no such table; names file and line
   */
  public ImmutableList<String> read(TableFile file, TableRows<CohortRow> rows) throws IOException {
    Table table = Table.open(file, layout().columns());
    table.read(TableRows.parsed(this::parse, rows));
    return table.columns();
  }

  private TableLayout layout() {
    return cohort.tables().get(place);
  }

  private CohortRow parse(TableRow row) {
    String uid = StudyUids.of(row.cell(layout().study()));
    String prefix = layout().studyPrefix();
    ImmutableMap.Builder<String, String> cells = ImmutableMap.builder();
    ImmutableSet<String> asked =
        ImmutableSet.<String>builder().addAll(layout().columns()).add(label).build();
    for (String column : asked) {
      Optional<String> cell = row.cellIfAny(column);
      // An empty cell of the label is kept: it says that this table is the one with the label.
      cell.filter(text -> column.equals(label) || !TableCells.isMissing(text))
          .ifPresent(text -> cells.put(column, text));
    }
    return new CohortRow(
        row.file(),
        row.line(),
        place,
        uid.startsWith(prefix) ? uid.substring(prefix.length()) : uid,
        cells.buildOrThrow());
  }
}
