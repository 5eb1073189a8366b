package io.gauntlet.pipelines.replay;

import io.gauntlet.plan.run.Look;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The answers that an attack got, as a table. */
final class Trajectory {
  private Trajectory() {}

  /** A row an answer: its number, the attack, what was asked for, margin, logits and caption. */
  static String csv(List<Look> looks) {
    return "answer,attack,asked,margin,logits,caption\n"
        + looks.stream().map(Trajectory::row).collect(Collectors.joining());
  }

  private static String row(Look look) {
    return "%s,%s,%s,%s,%s,%s\n"
        .formatted(
            look.number(),
            quoted(look.attack()),
            look.kind().name().toLowerCase(Locale.ROOT),
            look.margin(),
            look.logits().toList().stream().map(String::valueOf).collect(Collectors.joining(" ")),
            quoted(look.caption().orElse("")));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
