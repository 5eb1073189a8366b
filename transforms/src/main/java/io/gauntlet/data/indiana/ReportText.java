package io.gauntlet.data.indiana;

import com.google.common.base.CharMatcher;
import io.gauntlet.data.table.TableCells;
import java.io.Serializable;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a report says; each part may be empty.
 *
 * @param indication why the images were taken
 * @param findings what they show
 * @param impression what follows from it
 */
public record ReportText(String indication, String findings, String impression)
    implements Serializable {

  /**
   * The caption of the study: impression, findings and indication, lower-cased, white space
   * collapsed, missing parts left out (Mozhegova et al. 2025, sections 3.3 and 3.5). Empty where
   * the report has no text.
   */
  public String caption() {
    return Stream.of(impression, findings, indication)
        .map(ReportText::normalise)
        .filter(part -> !TableCells.isMissing(part))
        .collect(Collectors.joining(" "));
  }

  private static String normalise(String text) {
    return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ').toLowerCase(Locale.ROOT);
  }
}
