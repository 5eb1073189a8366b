package io.gauntlet.report;

import io.gauntlet.records.parts.RunScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a report is not about.
 *
 * @param quarantine how many inputs could not be used, at least 0 each, by reason, in the order to
 *     show
 * @param scope what the run left out on purpose
 */
public record Omissions(Map<String, Long> quarantine, RunScope scope) {
  /** Nothing was left out. */
  static final Omissions NONE = new Omissions(Map.of(), RunScope.ALL);

  public Omissions {
    quarantine = Collections.unmodifiableMap(new LinkedHashMap<>(quarantine));
  }
}
