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
    List<String> arguments = new ArrayList<>(List.of("demo"));
    arguments.addAll(SMALL);
    arguments.addAll(
        List.of(
            "--runner=" + runner,
            "--targetParallelism=" + threads,
            "--output=" + output(runner, threads)));
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
    GauntletProcess other = demo(runner, threads);
    assertEquals(0, other.status(), other.said());
    Path output = output(runner, threads);
    assertEquals(
        Files.readString(output("direct", 1).resolve("scorecard.json")),
        Files.readString(output.resolve("scorecard.json")));
    assertEquals(models(output("direct", 1)), models(output));
    assertEquals(direct.lines("[join]"), other.lines("[join]"));
    assertEquals(List.of("[join] 60 reports: 60 studies, 0 quarantined"), other.lines("[join]"));
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
    Path cohort = output("direct", 1).resolve("cohort");
    Path images = Files.createDirectories(folder.resolve("no images"));
    Files.writeString(images.resolve("note.txt"), "they are elsewhere");
    List<String> usual =
        List.of(
            "run",
            "--reports=" + cohort.resolve("indiana_reports.csv"),
            "--projections=" + cohort.resolve("indiana_projections.csv"),
            "--images=" + images);
    String expected = fails(usual, "direct").lastLine();
    assertTrue(expected.startsWith("gauntlet: failed: the stage cohort lost"), expected);
    assertEquals(expected, fails(usual, runner).lastLine());
  }

  private static GauntletProcess fails(List<String> usual, String runner) throws Exception {
    List<String> arguments = new ArrayList<>(usual);
    arguments.add("--runner=" + runner);
    arguments.add("--output=" + folder.resolve("fails-" + runner));
    GauntletProcess failed = onceItStarts(GauntletProcess.call(arguments));
    assertEquals(1, failed.status(), failed.said());
    return failed;
  }
}
