package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.command.PrintedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that attack a sample, or what there is time for. */
class NightInTimeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTACKS = "synonym-random,half-sentence-deletion,random-deletion";

  @TempDir private static Path folder;

  /** What a command said, and its exit status. */
  private record Said(int status, String text) {}

  @BeforeAll
  static void train() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 60, 16, 1);
    assertEquals(0, run("trained", "none").status());
  }

  @AfterEach
  void forgetOptions() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void aSampleIsTheSameEachNightAndSaidEverywhere() throws IOException {
    Said first = attack("sample-1", "--sample=6");
    assertEquals(0, first.status(), first.text());
    String said = "A sample was attacked: 6 of ";
    assertTrue(first.text().contains(said), first.text());
    assertTrue(text("sample-1/report.html").contains(said));
    assertTrue(text("sample-1/report.md").contains(said));
    JsonNode sample = json("sample-1/run.json").at("/manifest/scope/sample");
    assertEquals(6, sample.at("/classes/0/drawn").asInt() + sample.at("/classes/1/drawn").asInt());
    assertEquals(sample, json("sample-1/scorecard.json").at("/scope/sample"));
    assertEquals(6, json("sample-1/scorecard.json").at("/cells/0/n").asInt());
    assertValid("sample-1");

    assertEquals(0, attack("sample-2", "--sample=6", "--targetParallelism=1").status());
    assertEquals(
        json("sample-1/run.json").at("/manifest/studiesDigest"),
        json("sample-2/run.json").at("/manifest/studiesDigest"));
    assertEquals(text("sample-1/scorecard.json"), text("sample-2/scorecard.json"));

    Said gate = gate("trained", "sample-1");
    assertEquals(2, gate.status(), gate.text());
    assertTrue(gate.text().contains("The runs attacked other studies: the reference all studies"));
    assertTrue(
        say(List.of("score", "--output=" + folder.resolve("sample-1"))).text().contains(said));
    assertEquals(sample, json("sample-1/scorecard.json").at("/scope/sample"));
  }

  @Test
  void whatADeadlineLeavesOutIsNamedAndLaterAdded() throws IOException {
    Said late = attack("late", "--deadline=PT0.001S");
    assertEquals(0, late.status(), late.text());
    String said =
        "Left out for the deadline of PT0.001S: half-sentence-deletion:fraction=0.5 on text;"
            + " random-deletion:fraction=0.1 on text.";
    for (String told : List.of(late.text(), text("late/report.html"), text("late/report.md"))) {
      assertTrue(told.contains(said), told);
      assertTrue(told.contains("took longer than the deadline of PT0.001S"), told);
    }
    assertEquals(Set.of("none", "synonym-random"), attacks("late"));
    assertEquals(2, json("late/run.json").at("/manifest/scope/deadline/leftOut").size());
    assertEquals(2, json("late/scorecard.json").at("/scope/deadline/left_out").size());
    assertEquals(0, say(List.of("verify", "--run=" + folder.resolve("late"))).status());
    assertValid("late");
    Path part = folder.resolve("late/outcomes/batch-0-part-0.avro");
    var written = Files.getLastModifiedTime(part);

    assertEquals(0, attack("whole", "--deadline=1h").status());
    Said gate = gate("whole", "late");
    assertEquals(0, gate.status(), gate.text());
    assertTrue(gate.text().contains("Left out for the deadline of the candidate"), gate.text());
    String verdict = text("late/verdict.json");
    assertTrue(verdict.contains("CELLS_LEFT_OUT"), verdict);
    assertTrue(!verdict.contains("CELL_MISSING"), verdict);

    assertEquals(0, attack("late", "--deadline=1h").status());
    assertEquals(
        Set.of("none", "synonym-random", "half-sentence-deletion", "random-deletion"),
        attacks("late"));
    assertEquals(written, Files.getLastModifiedTime(part));
    assertEquals(text("whole/scorecard.json"), text("late/scorecard.json"));
    Said other = attack("late");
    assertEquals(2, other.status(), other.text());
    assertEquals(
        json("whole/run.json").at("/manifest/ranges"),
        json("late/run.json").at("/manifest/ranges"));
  }

  /** Its files are what their schemas say. */
  private static void assertValid(String run) throws IOException {
    for (String file : List.of("run", "scorecard")) {
      assertEquals(
          List.of(), PrintedSchemas.errors(file, folder.resolve(run + "/" + file + ".json")));
    }
  }

  private static Said attack(String name, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--modelsFrom=" + folder.resolve("trained"));
    return run(name, ATTACKS, all.toArray(String[]::new));
  }

  private static Said gate(String reference, String candidate) {
    return say(
        List.of(
            "gate",
            "--reference=" + folder.resolve(reference),
            "--candidate=" + folder.resolve(candidate)));
  }

  private static Said run(String name, String attacks, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--reports=" + folder.resolve("cohort").resolve(SyntheticCohort.REPORTS),
                "--projections=" + folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS),
                "--output=" + folder.resolve(name),
                "--modalities=text",
                "--textEpochs=2",
                "--trainFraction=0.7",
                "--attacks=" + attacks,
                "--transfers=none"));
    arguments.addAll(Arrays.asList(more));
    return say(arguments);
  }

  private static Said say(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(printed, printed).run(arguments);
    return new Said(status, bytes.toString(StandardCharsets.UTF_8));
  }

  private static JsonNode json(String file) throws IOException {
    return JSON.readTree(folder.resolve(file).toFile());
  }

  private static String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static Set<String> attacks(String run) throws IOException {
    Set<String> attacks = new TreeSet<>();
    json(run + "/scorecard.json")
        .get("cells")
        .forEach(cell -> attacks.add(cell.get("attack").asText()));
    return attacks;
  }
}
