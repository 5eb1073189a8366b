package io.gauntlet.pipelines.local;

import io.gauntlet.pipelines.stage.Counters;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.report.ConsoleReport;
import io.gauntlet.report.ScopeWords;
import io.gauntlet.report.WorstGroupTable;
import io.gauntlet.report.paper.ReportTables;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.score.Scorecard;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.training.TrainVictim;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;

/** What a user is told of a run that ended. */
final class RunSummary {
  private static final String CUT = "captions are longer than the model reads and were cut";

  private final String folder;
  private final PrintStream out;

  /**
   * Of a run.
   *
   * @param folder of its results
   */
  RunSummary(String folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** How many studies there were, and what was cut or left out. */
  void counters(PipelineResult result) {
    Map<String, Long> join = Counters.of(result, JoinStudies.class);
    out.printf(
        Locale.ROOT,
        "[join] %d reports: %d studies, %d quarantined%n%n",
        join.getOrDefault("reports", 0L),
        join.getOrDefault("studies", 0L),
        join.getOrDefault("quarantined", 0L));
    warn("train", Counters.of(result, TrainVictim.class), "captions-cut", CUT);
    Map<String, Long> attack = Counters.of(result, AttackStudies.class);
    warn("attack", attack, "captions-cut", CUT);
    warn(
        "attack",
        attack,
        "cells-omitted",
        "cells cannot be attacked and are in " + folder + "/quarantine");
    warn("attack", attack, "studies-billed", "studies were asked about over the network");
  }

  /** What the run left out on purpose. */
  void scope(RunScope scope) {
    ScopeWords.of(scope).forEach(sentence -> out.printf(Locale.ROOT, "[attack] %s%n%n", sentence));
  }

  private void warn(String stage, Map<String, Long> counters, String counter, String what) {
    long count = counters.getOrDefault(counter, 0L);
    if (count > 0) {
      out.printf(Locale.ROOT, "[%s] %d %s%n", stage, count, what);
    }
  }

  /** The clean table and those of the paper. */
  void tables(Scorecard scorecard) {
    ConsoleReport.gaps(scorecard)
        .forEach(warning -> out.printf(Locale.ROOT, "[score] %s%n%n", warning));
    ReportTables tables = ReportTables.of(scorecard);
    out.println(ConsoleReport.render(tables.clean()));
    tables.paper().forEach(table -> out.println(ConsoleReport.render(table)));
    ReportTable groups = WorstGroupTable.of(scorecard);
    if (!groups.rows().isEmpty()) {
      out.println(ConsoleReport.render(groups));
    }
  }

  /** Where the results are. */
  void files() {
    for (String file :
        List.of(WriteReport.PAGE, WriteReport.MARKDOWN, WriteReport.SCORECARD, RunFolder.FILE)) {
      out.println("  " + folder + "/" + file);
    }
    out.println();
  }

  /** How long each stage took. */
  void times(Map<String, Duration> stages) {
    stages.forEach(
        (stage, time) ->
            out.printf(Locale.ROOT, "  %-22s %7.1f s%n", stage, time.toMillis() / 1000.0));
  }
}
