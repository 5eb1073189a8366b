package io.gauntlet.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One cohort, one seed and one grid give one scorecard, byte for byte, whatever runs them. */
class SameScorecardTest {
  private static final List<String> SMALL =
      List.of(
          "--studies=60",
          "--imageSize=16",
          "--batch=8",
          "--imageEpochs=2",
          "--textEpochs=2",
          "--earlyEpochs=1",
          "--lateEpochs=2",
          "--attacks=fgsm,synonym-greedy:fraction=0.1,drop-text,fgsm+word-shuffle",
          "--attackBatch=8",
          "--gallery=1");

  @TempDir private static Path folder;

  /** What the direct runner says of one thread. */
  private static GauntletProcess direct;

  @BeforeAll
  static void runOnOneThread() throws Exception {
    direct = demo("direct", 1);
    assertEquals(0, direct.status(), direct.said());
  }

  private static GauntletProcess demo(String runner, int threads) throws Exception {
    return demo(
        output(runner, threads), List.of("--runner=" + runner, "--targetParallelism=" + threads));
  }

  private static GauntletProcess demo(Path output, List<String> options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("demo", "--output=" + output));
    arguments.addAll(SMALL);
    arguments.addAll(options);
    return onceItStarts(GauntletProcess.call(arguments));
  }

  private static Path output(String runner, int threads) {
    return folder.resolve(runner + "-" + threads);
  }

  /** Skips where the runner does not start on this Java, in the words of the command. */
  private static GauntletProcess onceItStarts(GauntletProcess called) {
    if (called.status() == 2 && called.lastLine().contains("does not start on Java")) {
      abort(called.lastLine());
    }
    return called;
  }

  @ParameterizedTest
  @CsvSource({"direct, 4", "flink, 1", "flink, 4", "spark, 4"})
  void theScorecardIsThatOfTheDirectRunner(String runner, int threads) throws Exception {
    assertSame(demo(runner, threads), output(runner, threads), runner);
  }

  @Test
  void aFlinkJobServerRunsItToTheSameScorecardAndFailsInTheSameLine() throws Exception {
    try (JobServerProcess server = JobServerProcess.flink(folder.resolve("staged"))) {
      assertServes(server, "flink-job-server");
    }
  }

  /** Beam's own portable runner, which is in Go. */
  @Test
  @Tag("peers")
  void prismRunsItToTheSameScorecardAndFailsInTheSameLine() throws Exception {
    try (JobServerProcess server = JobServerProcess.prism()) {
      assertServes(server, "prism");
    }
  }

  private static void assertServes(JobServerProcess server, String name) throws Exception {
    List<String> options = List.of("--runner=portable", "--jobEndpoint=" + server.endpoint());
    Path output = folder.resolve(name);
    GauntletProcess ran = demo(output, options);
    assertSame(ran, output, "portable");
    assertEquals(
        fails("direct-" + name, List.of("--runner=direct")).lastLine(),
        fails(name, options).lastLine());
  }

  private static void assertSame(GauntletProcess other, Path output, String runner)
      throws IOException {
    assertEquals(0, other.status(), other.said());
    assertEquals(
        Files.readString(output("direct", 1).resolve("scorecard.json")),
        Files.readString(output.resolve("scorecard.json")));
    assertEquals(models(output("direct", 1)), models(output));
    List<String> counted = List.of("[join] 60 reports: 60 studies, 0 quarantined");
    assertEquals(counted, direct.lines("[join] 60 reports"));
    assertEquals(counted, other.lines("[join] 60 reports"));
    assertEquals(
        runner + "runner", run(output).at("/versions/runner").asText().toLowerCase(Locale.ROOT));
  }

  private static JsonNode models(Path output) throws IOException {
    JsonNode models = run(output).path("models");
    assertEquals(5, models.size());
    return models;
  }

  private static JsonNode run(Path output) throws IOException {
    return new ObjectMapper().readTree(output.resolve("run.json").toFile());
  }

  /** Runners wrap what a worker throws; the last line is of Gauntlet whichever it is. */
  @ParameterizedTest
  @ValueSource(strings = {"flink", "spark"})
  void aFailureEndsInTheSameLine(String runner) throws Exception {
    String expected = fails("direct-" + runner, List.of("--runner=direct")).lastLine();
    assertTrue(expected.startsWith("gauntlet: failed: the stage cohort lost"), expected);
    assertEquals(expected, fails(runner, List.of("--runner=" + runner)).lastLine());
  }

  /** A run whose images are not there. */
  private static GauntletProcess fails(String name, List<String> options) throws Exception {
    Path cohort = output("direct", 1).resolve("cohort");
    Path images = Files.createDirectories(folder.resolve("no images"));
    Files.writeString(images.resolve("note.txt"), "they are elsewhere");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--reports=" + cohort.resolve("indiana_reports.csv"),
                "--projections=" + cohort.resolve("indiana_projections.csv"),
                "--images=" + images,
                "--output=" + folder.resolve("fails-" + name)));
    arguments.addAll(options);
    GauntletProcess failed = onceItStarts(GauntletProcess.call(arguments));
    assertEquals(1, failed.status(), failed.said());
    return failed;
  }
}
