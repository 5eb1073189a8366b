package io.gauntlet.report;

import io.gauntlet.records.parts.RunScope;
import io.gauntlet.report.gallery.Exhibits;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the renderers write down.
 *
 * @param scorecard the run's figures
 * @param verdict against a reference; empty where none was asked for
 * @param history a row for each cell and night, of this run's nights and those before
 * @param gallery studies to look at
 * @param omissions inputs that could not be used, and what was left out on purpose
 * @param provenance what the run was made of, by name, in the order to show
 * @param seconds that each stage took, by name, in the order to show
 */
public record Report(
    Scorecard scorecard,
    Optional<Verdict> verdict,
    List<HistoryRow> history,
    Exhibits gallery,
    Omissions omissions,
    Map<String, String> provenance,
    Map<String, Double> seconds) {
  static final String TITLE = "Gauntlet report";
  static final String PROVENANCE = "Provenance";
  static final String QUARANTINE = "Quarantine";
  static final String NO_QUARANTINE = "Every input could be used.";

  public Report {
    history = List.copyOf(history);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }

  /** A report of figures alone. */
  public static Report of(Scorecard scorecard) {
    return new Report(
        scorecard, Optional.empty(), List.of(), Exhibits.EMPTY, Omissions.NONE, Map.of(), Map.of());
  }

  /** With a verdict. */
  public Report withVerdict(Verdict decided) {
    return new Report(
        scorecard, Optional.of(decided), history, gallery, omissions, provenance, seconds);
  }

  /** With nights to draw trends of. */
  public Report withHistory(List<HistoryRow> nights) {
    return new Report(scorecard, verdict, nights, gallery, omissions, provenance, seconds);
  }

  /** With studies to look at. */
  public Report withGallery(Exhibits studies) {
    return new Report(scorecard, verdict, history, studies, omissions, provenance, seconds);
  }

  /** With what could not be used. */
  public Report withQuarantine(Map<String, Long> counts) {
    return with(new Omissions(counts, scope()));
  }

  /** With what was left out on purpose. */
  public Report withScope(RunScope scope) {
    return with(new Omissions(quarantine(), scope));
  }

  private Report with(Omissions other) {
    return new Report(scorecard, verdict, history, gallery, other, provenance, seconds);
  }

  /** How many inputs could not be used, by reason. */
  public Map<String, Long> quarantine() {
    return omissions.quarantine();
  }

  /** What was left out on purpose. */
  public RunScope scope() {
    return omissions.scope();
  }

  /** With what the run was made of. */
  public Report withProvenance(Map<String, String> facts) {
    return new Report(scorecard, verdict, history, gallery, omissions, facts, seconds);
  }

  /** With how long each stage took. */
  public Report withSeconds(Map<String, Double> stages) {
    return new Report(scorecard, verdict, history, gallery, omissions, provenance, stages);
  }
}
