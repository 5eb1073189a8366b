package io.gauntlet.data;

import com.google.common.base.Splitter;
import io.gauntlet.schema.Diagnosis;
import java.util.List;

/** What the table of reports says of a study's diagnosis. */
public final class Diagnoses {
  private Diagnoses() {}

  /** {@code NORMAL} where the problems are exactly {@code normal}, {@code ABNORMAL} otherwise. */
  public static Diagnosis of(ReportRow row) {
    return row.problems().strip().equalsIgnoreCase("normal")
        ? Diagnosis.NORMAL
        : Diagnosis.ABNORMAL;
  }

  /** The MeSH terms, in the order of the table. */
  public static List<String> meshTerms(ReportRow row) {
    return Splitter.on(';').trimResults().omitEmptyStrings().splitToList(row.mesh());
  }
}
