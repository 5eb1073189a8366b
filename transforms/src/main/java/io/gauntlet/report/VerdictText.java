package io.gauntlet.report;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import java.util.Locale;
import java.util.Optional;

/** A verdict as plain text: one sentence, the primaries against their margins, and why. */
public final class VerdictText {
  private VerdictText() {}

  /** Writes the verdict, lines ending in {@code \n}. */
  public static String render(Verdict verdict) {
    Banner banner = Banner.of(Optional.of(verdict));
    StringBuilder out = new StringBuilder(verdict.status() + "\n");
    out.append("  ").append(banner.sentence()).append('\n');
    verdict.primaries().forEach(primary -> out.append(line(primary)));
    banner.reasons().forEach(reason -> out.append("  ").append(reason).append('\n'));
    return out.toString();
  }

  private static String line(PrimaryResult primary) {
    String drop = Figures.points(primary.drop().value());
    String interval = Figures.pointsInterval(primary.drop());
    String retraining = VerdictTable.retraining(primary);
    return String.format(
        Locale.ROOT,
        "  %-15s %s: %s to %s, drop %s%s%s, bound %s, margin %s\n",
        VerdictTable.status(primary.status()),
        CauseWords.what(primary.metric(), primary.key(), primary.slice()),
        Figures.share(primary.reference()),
        Figures.share(primary.candidate()),
        drop,
        interval.isEmpty() ? "" : " [" + interval + "]",
        retraining.isEmpty() ? "" : " (" + retraining + ")",
        Figures.points(primary.bound()),
        Figures.oneDecimal(100 * primary.margin()));
  }
}
