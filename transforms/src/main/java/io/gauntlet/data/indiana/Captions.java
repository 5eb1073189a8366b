package io.gauntlet.data.indiana;

import com.google.common.base.CharMatcher;
import io.gauntlet.data.table.TableCells;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of a study: impression, findings and indication, lower-cased, white space collapsed,
 * missing parts left out (Mozhegova et al. 2025, sections 3.3 and 3.5).
 */
public final class Captions {
  private Captions() {}

  /** The caption of a report; empty when it has no text. */
  public static String of(ReportRow row) {
    return Stream.of(row.impression(), row.findings(), row.indication())
        .map(Captions::normalise)
        .filter(part -> !TableCells.isMissing(part))
        .collect(Collectors.joining(" "));
  }

  private static String normalise(String text) {
    return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ').toLowerCase(Locale.ROOT);
  }
}
