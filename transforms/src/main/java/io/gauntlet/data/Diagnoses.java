package io.gauntlet.data;

import com.google.common.base.Splitter;
import java.util.List;

/** What the table of reports says of a study's diagnosis. */
public final class Diagnoses {
  private Diagnoses() {}

  /** The name of the class: NORMAL where the problems are exactly {@code normal}, else ABNORMAL. */
  public static String of(ReportRow row) {
    return isNormal(row) ? ClassNames.NORMAL : ClassNames.ABNORMAL;
  }

  /** Whether the problems are exactly {@code normal}. */
  public static boolean isNormal(ReportRow row) {
    return row.problems().strip().equalsIgnoreCase("normal");
  }

  /** The MeSH terms, in the order of the table. */
  public static List<String> meshTerms(ReportRow row) {
    return Splitter.on(';').trimResults().omitEmptyStrings().splitToList(row.mesh());
  }
}
