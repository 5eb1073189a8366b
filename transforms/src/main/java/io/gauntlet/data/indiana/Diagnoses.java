package io.gauntlet.data.indiana;

import com.google.common.base.Splitter;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Quoted;
import io.gauntlet.data.table.TableCells;
import java.util.List;

/** What the table of reports says of a study's diagnosis. */
public final class Diagnoses {
  private static final Splitter TERMS = Splitter.on(';').trimResults().omitEmptyStrings();
  private static final String NOTHING_FOUND = "normal";

  /** What the collection's indexers wrote where they did not look at a report. */
  private static final String NOT_INDEXED = "no indexing";

  private Diagnoses() {}

  /**
   * The name of the class: NORMAL where the problems are exactly {@code normal}, else ABNORMAL.
   *
   * @throws BadInputException when nobody said which: where the problems are missing, {@code No
   *     Indexing}, or {@code normal} beside others
   */
  public static String of(ReportRow row) {
    List<String> problems = TERMS.splitToList(row.problems());
    if (problems.stream().allMatch(Diagnoses::saysNothing)) {
      throw new BadInputException(
          "no-label",
          "the cell Problems is '%s', which is no diagnosis; write normal, or what was found"
              .formatted(Quoted.of(row.problems())));
    }
    if (isNormal(problems)) {
      return ClassNames.NORMAL;
    }
    if (problems.stream().anyMatch(NOTHING_FOUND::equalsIgnoreCase)) {
      throw new BadInputException(
          "no-label",
          "the cell Problems says normal and something else; write normal, or what was found");
    }
    return ClassNames.ABNORMAL;
  }

  private static boolean saysNothing(String problem) {
    return TableCells.isMissing(problem) || problem.equalsIgnoreCase(NOT_INDEXED);
  }

  /** Whether the problems are {@code normal} and nothing else. */
  public static boolean isNormal(ReportRow row) {
    return isNormal(TERMS.splitToList(row.problems()));
  }

  private static boolean isNormal(List<String> problems) {
    return !problems.isEmpty() && problems.stream().allMatch(NOTHING_FOUND::equalsIgnoreCase);
  }

  /** The MeSH terms, in the order of the table. */
  public static List<String> meshTerms(ReportRow row) {
    return TERMS.splitToList(row.mesh());
  }
}
