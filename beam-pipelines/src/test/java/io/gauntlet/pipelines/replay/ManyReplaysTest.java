package io.gauntlet.pipelines.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gauntlet.pipelines.command.GauntletCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random outcomes of whole runs are made again bit for bit. */
@Tag("long")
class ManyReplaysTest {
  private static final int OUTCOMES = 200;

  @TempDir private Path folder;

  @Test
  void outcomesOfADemoAreMadeAgain() throws IOException {
    run("demo");
  }

  @Test
  void outcomesOfRealImagesAreMadeAgain() throws IOException {
    Path paired = paired();
    run(
        "run",
        "--reports=" + paired.resolve("indiana_reports.csv"),
        "--projections=" + paired.resolve("indiana_projections.csv"),
        "--images=" + paired.resolve("images"),
        "--imageSize=28",
        "--sample=100",
        "--imageEpochs=2",
        "--earlyEpochs=1",
        "--textEpochs=2");
  }

  /** Real images that may lie beside the checkout; without them the test is skipped. */
  private static Path paired() {
    Path top = Path.of("").toAbsolutePath();
    while (top != null && !Files.isDirectory(top.resolve("shared/data/paired"))) {
      top = top.getParent();
    }
    assumeTrue(top != null, "no shared/data/paired beside the checkout");
    return top.resolve("shared/data/paired");
  }

  private void run(String... command) throws IOException {
    Path run = folder.resolve("run");
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--output=" + run);
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertEquals(0, new GauntletCommand(none, System.err).run(arguments));
    ReplayedOutcomes replayed = ReplayedOutcomes.random(run, OUTCOMES, 1);
    System.out.println("ManyReplaysTest took " + replayed.scopes());
    assertEquals(List.of(), replayed.wrong());
  }
}
