package io.gauntlet.transforms.io;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.schema.Quarantined;

/** Reasons of the quarantine that say something of a row of a table, and nothing of a study. */
public final class RowReasons {
  /** An image of a uid that no report has. */
  public static final String ORPHAN_PROJECTION = "orphan-projection";

  /** A report of a uid that an earlier row of the table has, in a layout of one row a report. */
  public static final String DUPLICATE_REPORT = "duplicate-report";

  /** A row of a uid that an earlier row of the table has, in a table of one row a study. */
  public static final String DUPLICATE_STUDY = "duplicate-study";

  private static final ImmutableSet<String> REPEATED =
      ImmutableSet.of(DUPLICATE_REPORT, DUPLICATE_STUDY);

  private RowReasons() {}

  /** Whether a row was set aside for another of the same uid: the study itself is not lost. */
  public static boolean isRepeated(Quarantined bad) {
    return REPEATED.contains(bad.getReason());
  }

  /** Whether no study is lost with what was quarantined. */
  public static boolean isNoStudy(Quarantined bad) {
    return isRepeated(bad) || bad.getReason().equals(ORPHAN_PROJECTION);
  }
}
