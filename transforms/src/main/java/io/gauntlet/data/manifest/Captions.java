package io.gauntlet.data.manifest;

import com.google.common.base.CharMatcher;
import io.gauntlet.data.table.TableCells;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The caption of a study, made of the parts of its report. */
public final class Captions {
  private Captions() {}

  /**
   * The parts in their order, lower-cased, white space collapsed, missing parts left out (Mozhegova
   * et al. 2025, sections 3.3 and 3.5). Empty where there is no text.
   */
  public static String of(List<String> parts) {
    return parts.stream()
        .map(Captions::normalise)
        .filter(part -> !TableCells.isMissing(part))
        .collect(Collectors.joining(" "));
  }

  private static String normalise(String text) {
    return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ').toLowerCase(Locale.ROOT);
  }
}
