package io.gauntlet.pipelines.request;

import io.gauntlet.data.KnownNames;
import io.gauntlet.report.Decided;
import io.gauntlet.report.VerdictJunit;
import io.gauntlet.report.VerdictText;
import io.gauntlet.report.sarif.VerdictSarif;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import java.util.Arrays;
import java.util.Locale;

/** How a verdict is printed. */
public enum VerdictFormat {
  /** Lines for people. */
  TEXT,
  /** As in {@code verdict.json}. */
  JSON,
  /** A test report, as continuous integration reads them. */
  JUNIT,
  /** Findings, as code hosts read them. */
  SARIF;

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
                    "--format: '"
                        + name
                        + "' is not a format"
                        + KnownNames.instead(
                            name,
                            Arrays.stream(values())
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .toList())));
  }

  /** The verdict in this format. */
  public String render(Verdict verdict, Decided decided) {
    return switch (this) {
      case TEXT -> VerdictText.render(verdict);
      case JSON -> VerdictJson.write(verdict);
      case JUNIT -> VerdictJunit.render(verdict, decided);
      case SARIF -> VerdictSarif.render(verdict);
    };
  }
}
