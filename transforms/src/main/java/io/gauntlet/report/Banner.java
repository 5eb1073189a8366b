package io.gauntlet.report;

import com.google.common.collect.ImmutableList;
import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.chart.ForestPlot;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict in words.
 *
 * @param status {@code pass}, {@code fail} or {@code open}, for the style sheet
 * @param symbol a character that says the same without colour
 * @param title the verdict in a few words
 * @param sentence the verdict in one sentence
 * @param reasons for it, a sentence each
 */
public record Banner(
    String status, String symbol, String title, String sentence, List<String> reasons) {

  public Banner {
    reasons = List.copyOf(reasons);
  }

  static Banner of(Optional<Verdict> verdict) {
    return verdict
        .map(Banner::of)
        .orElse(
            new Banner(
                "open",
                "–",
                "No verdict yet",
                "Hold this run against the release: gauntlet gate --reference=DIR"
                    + " --candidate=DIR.",
                List.of()));
  }

  private static Banner of(Verdict verdict) {
    ImmutableList<String> reasons =
        Stream.of(
                verdict.notes().stream().filter(Banner::isOfPolicy),
                verdict.causes().stream().skip(skipped(verdict)),
                verdict.notes().stream()
                    .skip(isOfSameWeights(verdict) ? 1 : 0)
                    .filter(note -> !isOfPolicy(note)))
            .flatMap(cause -> cause)
            .map(Banner::sentence)
            .collect(ImmutableList.toImmutableList());
    return new Banner(
        switch (verdict.status()) {
          case PASS -> "pass";
          case FAIL -> "fail";
          default -> "open";
        },
        switch (verdict.status()) {
          case PASS -> "✓";
          case FAIL -> "✕";
          default -> "–";
        },
        title(verdict.status()),
        sentence(verdict),
        reasons);
  }

  /** Where one cause is the whole of it, it is the sentence and no reason besides. */
  private static int skipped(Verdict verdict) {
    return verdict.status() == Verdict.Status.FAIL || verdict.primaries().isEmpty() ? 1 : 0;
  }

  /** What the policy can decide at all comes before what it decided. */
  private static boolean isOfPolicy(Cause note) {
    return note.code() == Cause.Code.JOINT_POWER || note.code() == Cause.Code.VICTIM_NOT_NAMED;
  }

  static String title(Verdict.Status status) {
    return switch (status) {
      case PASS -> "Pass";
      case FAIL -> "Fail";
      case INCONCLUSIVE -> "Inconclusive";
      case NO_REFERENCE -> "No reference";
      case NOT_COMPARABLE -> "Not comparable";
      case MISUSE -> "The policy names what is not there";
    };
  }

  /** The verdict in one sentence. */
  static String sentence(Verdict verdict) {
    long passed = verdict.count(PrimaryResult.Status.PASS);
    int all = verdict.primaries().size();
    return switch (verdict.status()) {
      case PASS ->
          isOfSameWeights(verdict)
              ? sentence(verdict.notes().get(0))
              : all == 1
                  ? "The primary comparison rules out a drop of its margin."
                  : "Each of the %s primary comparisons rules out a drop of its margin."
                      .formatted(all);
      case INCONCLUSIVE ->
          "%s of %s primary comparisons passed, and none was shown to have lost its margin."
              .formatted(passed, all);
      default ->
          verdict.causes().isEmpty()
              ? title(verdict.status()) + "."
              : sentence(verdict.causes().get(0));
    };
  }

  /** The primaries against their margins; empty where there are none. */
  static Optional<Chart> margins(Verdict verdict) {
    if (verdict.primaries().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ForestPlot(
                "margins",
                "Drop of each primary comparison, in points, and its margin",
                verdict.primaries().stream().map(Banner::words).collect(Collectors.joining("; ")),
                verdict.primaries().stream().map(Banner::line).toList())
            .draw());
  }

  private static ForestPlot.Line line(PrimaryResult primary) {
    return new ForestPlot.Line(
        VerdictTable.status(primary.status()) + ": " + name(primary),
        primary.drop(),
        OptionalDouble.of(primary.margin()));
  }

  private static String words(PrimaryResult primary) {
    return "%s dropped by %s points, %s, margin %s"
        .formatted(
            name(primary),
            Figures.oneDecimal(100 * primary.drop().value()),
            Figures.pointsInterval(primary.drop()),
            Figures.oneDecimal(100 * primary.margin()));
  }

  private static String name(PrimaryResult primary) {
    return CauseWords.what(primary.metric(), primary.key(), primary.slice());
  }

  private static boolean isOfSameWeights(Verdict verdict) {
    return !verdict.notes().isEmpty() && verdict.notes().get(0).code() == Cause.Code.SAME_WEIGHTS;
  }

  private static String sentence(Cause cause) {
    // A command ends its sentence without a full stop, which one would copy with it.
    return CauseWords.of(cause) + (cause.code() == Cause.Code.ATTACK_AGAIN ? "" : ".");
  }
}
