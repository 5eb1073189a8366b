package io.gauntlet.pipelines.local;

import com.google.common.base.Strings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A stage in a line of text. */
final class StageText {
  private static final int NAME = 18;
  private static final int BAR = 20;

  /** In a narrower line, what is worked on has the place of the bar. */
  private static final int LEAST_FOR_A_BAR = 100;

  private static final String CUT = "...";

  private StageText() {}

  /**
   * A line for a terminal, filled up with spaces so that nothing is left of the one before.
   *
   * @param width characters of the line; what is worked on is cut to them, and never a figure
   */
  static String bar(StageState stage, Instant now, int width) {
    int full = BAR * stage.percent() / 100;
    String bar = "[%s%s] ".formatted("=".repeat(full), " ".repeat(BAR - full));
    String figures =
        String.format(
                Locale.ROOT,
                "%-" + NAME + "s %s%3d %%  %s",
                stage.name(),
                width < LEAST_FOR_A_BAR ? "" : bar,
                stage.percent(),
                String.join("  ", figures(stage, now)))
            .stripTrailing();
    String line = stage.isEnded() ? figures : (figures + "  " + stage.detail()).stripTrailing();
    return Strings.padEnd(fit(line, figures.length(), width), width, ' ');
  }

  private static String fit(String line, int figures, int width) {
    if (line.length() <= width) {
      return line;
    }
    int room = width - CUT.length();
    // Too narrow for a word of what is worked on: the figures alone, and of these what there is.
    return room <= figures + 2
        ? line.substring(0, Math.min(width, figures))
        : line.substring(0, room).stripTrailing() + CUT;
  }

  /** A line for a log: while the stage goes on, and when it has ended. */
  static String line(StageState stage, Instant now) {
    if (stage.isEnded()) {
      String took = "[%s] done in %s".formatted(stage.name(), clock(stage.took()));
      return took + (stage.studies() > 0 ? ", " + String.join(", ", figures(stage, now)) : "");
    }
    List<String> parts = new ArrayList<>();
    parts.add("%s %% (%s of %s)".formatted(stage.percent(), stage.done(), stage.total()));
    parts.addAll(figures(stage, now));
    String detail = stage.detail().isEmpty() ? "" : ": " + stage.detail();
    return "[%s] %s%s".formatted(stage.name(), String.join(", ", parts), detail);
  }

  private static List<String> figures(StageState stage, Instant now) {
    List<String> figures = new ArrayList<>();
    stage
        .studiesPerSecond()
        .ifPresent(
            rate ->
                figures.add(
                    String.format(
                        Locale.ROOT, rate < 10 ? "%.1f studies/s" : "%.0f studies/s", rate)));
    if (stage.isEnded()) {
      return figures;
    }
    stage.left(now).ifPresent(left -> figures.add(clock(left) + " left"));
    return figures;
  }

  /** Hours where there are any, minutes and seconds. */
  private static String clock(Duration time) {
    return time.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            time.toHours(),
            time.toMinutesPart(),
            time.toSecondsPart());
  }
}
