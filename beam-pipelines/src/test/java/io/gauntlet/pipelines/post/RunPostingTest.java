package io.gauntlet.pipelines.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.loopback.LoopbackMlflow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands send to a server, and what they never do. */
class RunPostingTest {
  @TempDir private static Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void makeRuns() throws IOException {
    JudgedRuns.make(folder.resolve("old"), 10);
    JudgedRuns.make(folder.resolve("worse"), 60);
    JudgedRuns.make(folder.resolve("alone"), 10);
    JudgedRuns.policy(folder.resolve("policy.yaml"));
  }

  @Test
  void figuresAndVerdictGoAndWordsAndImagesDoNot() throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      String post = "--post=mlflow:" + mlflow.url();
      assertEquals(0, run("report", output("old"), post), err.toString(StandardCharsets.UTF_8));
      assertEquals(0, run("report", output("worse"), post));
      assertTrue(printed().contains(mlflow.url() + "/#/experiments/1/runs/run2"), printed());
      assertEquals(1, gate(post), err.toString(StandardCharsets.UTF_8));
      assertEquals(2, mlflow.runs().size());
      LoopbackMlflow.Run worse = mlflow.runs().get(1);
      assertEquals(List.of(0.4), worse.metrics().get("cell/image/pgd:epsilon_3D0.03/accuracy"));
      assertEquals(List.of(0.5), worse.metrics().get("verdict/image/none/accuracy/drop"));
      assertEquals("FAIL", worse.tags().get("gauntlet.verdict"));
      assertEquals("LOST", worse.tags().get("gauntlet.verdict.causes"));
      assertEquals("7", worse.params().get("seed"));
      assertEquals(
          Set.of(
              "run.json", "scorecard.json", "verdict.json", "verdict.sarif", "verdict.junit.xml"),
          mlflow.files().keySet().stream()
              .filter(file -> file.startsWith("1/run2/"))
              .map(file -> file.substring(file.lastIndexOf('/') + 1))
              .collect(Collectors.toSet()));
      // The page has the words, so that it is them that were kept back.
      assertTrue(Files.readString(folder.resolve("old/report.html")).contains(JudgedRuns.WORD));
      mlflow
          .requests()
          .forEach(
              request -> {
                assertFalse(request.body().contains(JudgedRuns.WORDS), request.path());
                assertFalse(request.body().contains(JudgedRuns.WORD), request.path());
                assertFalse(request.body().contains("PNG"), request.path());
                assertFalse(request.path().contains("report."), request.path());
              });
    }
  }

  @Test
  void aVerdictStandsWhereNobodyTakesIt() throws IOException {
    String gone;
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      gone = "--post=mlflow:" + mlflow.url();
    }
    assertEquals(1, gate(gone, "--format=json"));
    assertTrue(printed().startsWith("{"), printed());
    assertTrue(Files.exists(folder.resolve("worse/verdict.json")));
  }

  @Test
  void aRunThatNobodyTakesSaysHowToSendItAgain() throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      mlflow.failing(request -> Optional.of(403));
      assertEquals(1, run("report", output("alone"), "--post=mlflow:" + mlflow.url()));
      String said = err.toString(StandardCharsets.UTF_8);
      assertTrue(
          said.contains(
              "nothing is lost: gauntlet report --output="
                  + folder.resolve("alone")
                  + " --post=mlflow:"
                  + mlflow.url()
                  + " sends it again"),
          said);
      assertTrue(Files.exists(folder.resolve("alone/report.html")));
    }
  }

  /** The verdict of a try before is not that of these outcomes. */
  @Test
  void aVerdictOnOtherOutcomesIsNotSent() throws IOException {
    JudgedRuns.make(folder.resolve("again"), 60);
    assertEquals(1, gateOf("again"));
    Path verdict = folder.resolve("again/verdict.json");
    String kept = Files.readString(verdict);
    MoreFiles.deleteRecursively(
        folder.resolve("again/outcomes"), RecursiveDeleteOption.ALLOW_INSECURE);
    JudgedRuns.make(folder.resolve("again"), 10);
    Files.writeString(verdict, kept);
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      assertEquals(0, run("report", output("again"), "--post=mlflow:" + mlflow.url()));
      assertEquals(
          Set.of("gauntlet.run", "gauntlet.folder", "gauntlet.manifest"),
          mlflow.runs().get(0).tags().keySet(),
          kept);
      assertTrue(mlflow.files().keySet().stream().noneMatch(file -> file.contains("verdict")));
    }
  }

  private int gate(String... options) {
    return gateOf("worse", options);
  }

  private int gateOf(String candidate, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "gate",
                "--reference=" + folder.resolve("old"),
                "--candidate=" + folder.resolve(candidate),
                "--policy=" + folder.resolve("policy.yaml")));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  private static String output(String run) {
    return "--output=" + folder.resolve(run);
  }

  private int run(String... arguments) {
    out.reset();
    return new GauntletCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
