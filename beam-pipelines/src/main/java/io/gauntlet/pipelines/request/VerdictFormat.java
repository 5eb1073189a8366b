package io.gauntlet.pipelines.request;

import io.gauntlet.report.VerdictJunit;
import io.gauntlet.report.VerdictText;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/** How a verdict is printed. */
public enum VerdictFormat {
  /** Lines for people. */
  TEXT(VerdictText::render),
  /** As in {@code verdict.json}. */
  JSON(VerdictJson::write),
  /** A test report, as continuous integration reads them. */
  JUNIT(VerdictJunit::render);

  private final Function<Verdict, String> render;

  VerdictFormat(Function<Verdict, String> render) {
    this.render = render;
  }

  /**
   * The format of a name in lower case.
   *
   * @throws UsageException when there is none
   */
  public static VerdictFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--format: '" + name + "' is no format; give text, json or junit"));
  }

  /** The verdict in this format. */
  public String render(Verdict verdict) {
    return render.apply(verdict);
  }
}
