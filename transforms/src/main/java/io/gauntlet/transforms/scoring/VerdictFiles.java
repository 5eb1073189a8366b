package io.gauntlet.transforms.scoring;

import io.gauntlet.report.Decided;
import io.gauntlet.report.VerdictJunit;
import io.gauntlet.report.sarif.VerdictSarif;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The files of a verdict in the folder of the run that is judged. */
public final class VerdictFiles {
  /** All that was decided, for programs. */
  public static final String JSON = "verdict.json";

  /** The same as findings, for code hosts. */
  public static final String SARIF = "verdict.sarif";

  /** The same as a test report, for continuous integration. */
  public static final String JUNIT = "verdict.junit.xml";

  private VerdictFiles() {}

  /**
   * Writes them, that for programs last.
   *
   * @param folder of the run
   */
  public static void write(String folder, Verdict verdict, Decided decided) throws IOException {
    RunFiles files = new RunFiles(folder);
    files.write(SARIF, utf8(VerdictSarif.render(verdict)));
    files.write(JUNIT, utf8(VerdictJunit.render(verdict, decided)));
    files.write(JSON, utf8(VerdictJson.write(verdict)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
