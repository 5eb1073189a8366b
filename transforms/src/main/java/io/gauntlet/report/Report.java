package io.gauntlet.report;

import io.gauntlet.score.Scorecard;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the renderers write down.
 *
 * @param scorecard the run's figures
 * @param provenance what the run was made of, by name, in the order to show
 * @param quarantine how many inputs could not be used, at least 0 each, by reason, in the order to
 *     show
 */
public record Report(
    Scorecard scorecard, Map<String, String> provenance, Map<String, Long> quarantine) {
  static final String TITLE = "Gauntlet report";
  static final String PROVENANCE = "Provenance";
  static final String QUARANTINE = "Quarantine";
  static final String NO_QUARANTINE = "Every input could be used.";

  /** Copies what could change. */
  public Report {
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    quarantine = Collections.unmodifiableMap(new LinkedHashMap<>(quarantine));
  }
}
