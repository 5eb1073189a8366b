package io.gauntlet.pipelines.gate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gauntlet.report.CauseWords;
import io.gauntlet.score.gate.ReleasePlan;
import io.gauntlet.score.gate.ReleasePlan.Chance;
import io.gauntlet.score.gate.ReleasePlan.Comparison;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** What a cohort can decide, in words and figures. */
final class PlannedRelease {
  private final PrintStream out;

  PlannedRelease(PrintStream out) {
    this.out = out;
  }

  void print(ReleasePlan plan) {
    if (plan.joint().isEmpty()) {
      print(
          "How likely a candidate passes is planned for shares of studies, and not for the AUROC.%n");
    } else {
      print("A candidate that is no worse passes all primary comparisons with a probability of%n");
    }
    plan.joint()
        .forEach(
            chance ->
                print(
                    "  %3.0f%% where %.0f%% of its answers differ from the reference's%n",
                    100 * chance.power(), 100 * chance.discordance()));
    if (plan.comparisons().isEmpty()) {
      print("No cell of the reference is one that the policy compares.%n");
    }
    plan.comparisons().forEach(this::print);
    if (!plan.seeds().isEmpty()) {
      print(
          "%nSeveral seeds a side: probability that an equal recipe passes the first comparison%n"
              + "(shares of studies; points between the seeds' figures)%n");
      plan.seeds()
          .forEach(
              chance ->
                  print(
                      "  %2d seeds, %.0f points between them: %3.0f%%%n",
                      chance.seeds(), 100 * chance.spread(), 100 * chance.power()));
    }
  }

  private void print(Comparison comparison) {
    print(
        "%n%s: %d studies, the reference has %.1f%%, margin %.1f points%n",
        CauseWords.what(comparison.metric(), comparison.key(), comparison.slice()),
        comparison.studies(),
        100 * comparison.reference(),
        100 * comparison.margin());
    comparison.doubts().forEach(doubt -> print("  ! %s%n", CauseWords.of(doubt)));
    comparison.chances().stream()
        .collect(groupingBy(Chance::margin, LinkedHashMap::new, toList()))
        .forEach(this::print);
  }

  private void print(double margin, List<Chance> chances) {
    print("  margin %4.1f:", 100 * margin);
    for (Chance chance : chances) {
      print(
          "  %3.0f%% at %.0f%% changed (80%%: %s studies)",
          100 * chance.power(),
          100 * chance.discordance(),
          chance.needed() == 0 ? "too many" : Long.toString(chance.needed()));
    }
    print("%n");
  }

  private void print(String pattern, Object... values) {
    out.print(String.format(Locale.ROOT, pattern.replace("%n", "\n"), values));
  }
}
