package io.gauntlet.data.indiana;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.manifest.StudyUids;
import io.gauntlet.data.table.Table;
import io.gauntlet.data.table.TableCells;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRow;
import io.gauntlet.data.table.TableRows;
import java.io.IOException;
import java.util.List;

/**
 * The two tables of the Indiana University collection (Mozhegova et al. 2025, section 3.3), read as
 * {@link Table} reads them. A row whose uid is empty or lost digits is a bad row.
 */
public final class IndianaTables {
  private static final List<String> REPORT_COLUMNS =
      List.of("uid", "MeSH", "Problems", "indication", "findings", "impression");

  /** What studies are counted apart by, where the table of reports has it. */
  private static final List<String> GROUP_COLUMNS = List.of("sex", "age", "site", "scanner");

  private static final List<String> PROJECTION_COLUMNS = List.of("uid", "filename", "projection");

  private IndianaTables() {}

  /**
   * Reads the table of reports.
   *
   * @throws BadInputException when it is no such table; names file and line
   */
  public static void reports(TableFile file, TableRows<ReportRow> rows) throws IOException {
    Table.open(file, REPORT_COLUMNS).read(TableRows.parsed(IndianaTables::report, rows));
  }

  private static ReportRow report(TableRow row) {
    return new ReportRow(
        row.file(),
        row.line(),
        StudyUids.of(row.cell("uid")),
        row.cell("MeSH"),
        row.cell("Problems"),
        new ReportText(row.cell("indication"), row.cell("findings"), row.cell("impression")),
        groups(row));
  }

  private static ImmutableMap<String, String> groups(TableRow row) {
    ImmutableMap.Builder<String, String> groups = ImmutableMap.builder();
    for (String column : GROUP_COLUMNS) {
      row.cellIfAny(column)
          .filter(cell -> !TableCells.isMissing(cell))
          .ifPresent(cell -> groups.put(column, cell));
    }
    return groups.buildOrThrow();
  }

  /**
   * Reads the table of images.
   *
   * @throws BadInputException when it is no such table; names file and line
   */
  public static void projections(TableFile file, TableRows<ProjectionRow> rows) throws IOException {
    Table.open(file, PROJECTION_COLUMNS).read(TableRows.parsed(IndianaTables::projection, rows));
  }

  private static ProjectionRow projection(TableRow row) {
    return new ProjectionRow(
        row.file(),
        row.line(),
        StudyUids.of(row.cell("uid")),
        row.cell("filename"),
        row.cell("projection"));
  }

  /**
   * Checks the header of the table of reports, and that the file is text.
   *
   * @throws BadInputException when not; names file and line
   */
  public static void checkReports(TableFile file) throws IOException {
    Table.open(file, REPORT_COLUMNS).decode();
  }

  /**
   * Checks the header of the table of images, and that the file is text.
   *
   * @throws BadInputException when not; names file and line
   */
  public static void checkProjections(TableFile file) throws IOException {
    Table.open(file, PROJECTION_COLUMNS).decode();
  }
}
