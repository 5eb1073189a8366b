package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.records.parts.SealedJson;
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

/** Models of one run attacked by others, and runs held against their manifests. */
class AttackAgainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  /** What a command said, and its exit status. */
  private record Said(int status, String text) {}

  @BeforeAll
  static void trainAndAttack() throws IOException {
    SyntheticCohort.write(folder.resolve("cohort"), 40, 16, 1);
    assertEquals(0, run("first", "half-sentence-deletion").status());
  }

  @AfterEach
  void forgetOptions() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
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
                "--attacks=" + attacks,
                "--transfers=none",
                "--attackBatch=4"));
    for (String option : more) {
      String start = option.substring(0, option.indexOf('=') + 1);
      arguments.removeIf(argument -> argument.startsWith(start));
      arguments.add(option);
    }
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

  private static Set<String> attacks(String run) throws IOException {
    Set<String> attacks = new TreeSet<>();
    json(run + "/scorecard.json")
        .get("cells")
        .forEach(cell -> attacks.add(cell.get("attack").asText()));
    return attacks;
  }

  @Test
  void theModelsOfARunAreAttackedByOthersWithoutTraining() throws IOException {
    Said again = run("again", "pwws", "--modelsFrom=" + folder.resolve("first"));
    assertEquals(0, again.status(), again.text());
    assertFalse(Files.exists(folder.resolve("again/models")));
    assertEquals(Set.of("none", "pwws"), attacks("again"));
    JsonNode victims = json("first/run.json").at("/manifest/making/victims");
    assertEquals(1, victims.size(), victims.toString());
    assertEquals(victims, json("again/run.json").at("/manifest/making/victims"));
    assertEquals(
        json("first/run.json").at("/manifest/studiesDigest"),
        json("again/run.json").at("/manifest/studiesDigest"));
  }

  @Test
  void modelsAreNotAskedAboutStudiesThatTheyWereTrainedOn() {
    Said other = run("seeded", "pwws", "--modelsFrom=" + folder.resolve("first"), "--seed=2");
    assertEquals(2, other.status(), other.text());
    assertEquals(
        "gauntlet: --modelsFrom: its models were trained on studies that --seed=2 would attack;"
            + " give --seed=1",
        other.text().strip());
    assertFalse(Files.exists(folder.resolve("seeded")));
  }

  /** The tables may be others, and the demo and the nightly are no way around. */
  @Test
  void noCommandAsksModelsAboutStudiesThatTheyWereTrainedOn() throws IOException {
    Path reports = folder.resolve("cohort").resolve(SyntheticCohort.REPORTS);
    Path grown = folder.resolve("grown.csv");
    Files.writeString(
        grown, Files.readString(reports) + "\n9999,,normal,none,all is well,normal\n");
    Said other =
        run(
            "grown",
            "pwws",
            "--modelsFrom=" + folder.resolve("first"),
            "--seed=2",
            "--reports=" + grown);
    assertEquals(1, other.status(), other.text());
    assertTrue(
        other.text().contains("the models of " + folder.resolve("first") + " were trained on "),
        other.text());
    String[] night = {
      "--reports=" + reports,
      "--projections=" + folder.resolve("cohort").resolve(SyntheticCohort.PROJECTIONS),
      "--output=" + folder.resolve("night"),
      "--modalities=text",
      "--modelsFrom=" + folder.resolve("first"),
      "--trainFraction=0.5"
    };
    assertTrue(
        assertThrows(UsageException.class, () -> NightlyRegression.main(night))
            .getMessage()
            .endsWith("give --trainFraction=0.8"));
    assertFalse(Files.exists(folder.resolve("night")));
  }

  /**
   * A reference that was attacked otherwise: what is missing is made and nothing else, once, and
   * the line that refuses names the command.
   */
  @Test
  void aReferenceIsAttackedAsTheCandidateWas() throws IOException {
    Files.writeString(
        folder.resolve("wide.yaml"),
        "{alpha: 0.5, primaries: [{victim: text, attack: 'pwws:fraction=0.4', margin: 0.9}]}");
    assertEquals(0, run("candidate", "pwws,none", "--textEpochs=3").status());
    String[] gate = {
      "--reference=" + folder.resolve("first"),
      "--candidate=" + folder.resolve("candidate"),
      "--policy=" + folder.resolve("wide.yaml")
    };
    Said refused = say(List.of("gate", gate[0], gate[1], gate[2]));
    assertEquals(2, refused.status(), refused.text());
    String command = "gauntlet gate --reattack " + String.join(" ", gate);
    assertTrue(refused.text().lines().anyMatch(line -> line.endsWith(command)), refused.text());

    List<String> again = List.of("gate", "--reattack", gate[0], gate[1], gate[2]);
    Said judged = say(again);
    assertNotEquals(2, judged.status(), judged.text());
    JsonNode verdict = json("candidate/verdict.json");
    JsonNode note = note(verdict);
    int studies = verdict.get("primaries").get(0).get("studies").asInt();
    assertEquals(studies, note.at("/numbers/reused").asInt(), verdict.toString());
    assertEquals(studies, note.at("/numbers/made").asInt(), verdict.toString());
    Path place = Path.of(note.get("names").get(0).asText());
    assertTrue(place.startsWith(folder.resolve("candidate/reference")), place.toString());
    assertEquals(0, say(List.of("verify", "--run=" + place)).status());
    assertEquals(
        json("first/run.json").at("/manifest/making/victims"),
        JSON.readTree(place.resolve("run.json").toFile()).at("/manifest/making/victims"));

    // What the policy compares under an attack that the candidate lacks is open, and never passes.
    Files.writeString(
        folder.resolve("deleted.yaml"),
        "{alpha: 0.5, primaries: [{victim: text, attack: none, margin: 0.9},"
            + " {victim: text, attack: 'half-sentence-deletion:fraction=0.5', margin: 0.9}]}");
    Said open =
        say(
            List.of(
                "gate",
                "--reattack",
                gate[0],
                gate[1],
                "--policy=" + folder.resolve("deleted.yaml")));
    assertEquals(3, open.status(), open.text());
    assertTrue(open.text().contains("the candidate was not attacked so"), open.text());

    // The parts are there: the same command attacks nothing.
    assertEquals(judged.status(), say(again).status());
    assertEquals(0, note(json("candidate/verdict.json")).at("/numbers/made").asInt());
    // A part that is not whole is made again, and no other.
    try (var files = Files.list(place.resolve("outcomes"))) {
      Files.delete(
          files.filter(file -> file.toString().endsWith(".json")).sorted().findFirst().get());
    }
    assertEquals(judged.status(), say(again).status());
    int made = note(json("candidate/verdict.json")).at("/numbers/made").asInt();
    assertTrue(0 < made && made < studies, "made " + made + " of " + studies);
  }

  @Test
  void aReferenceThatWasAskedTheSameIsNotAttacked() throws IOException {
    assertEquals(0, run("same", "half-sentence-deletion").status());
    Said judged =
        say(
            List.of(
                "gate",
                "--reattack",
                "--reference=" + folder.resolve("first"),
                "--candidate=" + folder.resolve("same")));
    assertNotEquals(2, judged.status(), judged.text());
    assertFalse(Files.exists(folder.resolve("same/reference")));
    assertEquals(0, note(json("same/verdict.json")).at("/numbers/made").asInt());
  }

  /** An attack may have come from a jar that is not there any more. */
  @Test
  void anAttackThatIsGoneIsNamedWithItsRunAndTheRemedy() throws IOException {
    Path foreign = folder.resolve("foreign");
    Files.createDirectories(foreign.resolve("outcomes"));
    try (var parts = Files.list(folder.resolve("first/outcomes"))) {
      for (Path part : parts.toList()) {
        Files.copy(part, foreign.resolve("outcomes").resolve(part.getFileName()));
      }
    }
    ObjectNode run = (ObjectNode) json("first/run.json");
    ((ObjectNode) run.get("options")).put("attacks", "half-sentence-delusion");
    JSON.writeValue(foreign.resolve("run.json").toFile(), SealedJson.seal(run));
    Said refused =
        say(
            List.of(
                "gate",
                "--reattack",
                "--reference=" + folder.resolve("first"),
                "--candidate=" + foreign));
    assertEquals(2, refused.status(), refused.text());
    String start = "gauntlet: --candidate: " + foreign + " was attacked as this version cannot: ";
    assertTrue(refused.text().startsWith(start), refused.text());
    assertTrue(refused.text().contains("half-sentence-delusion"), refused.text());
    assertTrue(
        refused.text().contains("gauntlet run --modelsFrom=" + foreign + " --attacks="),
        refused.text());
    assertEquals(1, refused.text().lines().count(), refused.text());
  }

  private static JsonNode note(JsonNode verdict) {
    for (JsonNode note : verdict.get("notes")) {
      if (note.get("code").asText().equals("ATTACKED_AGAIN")) {
        return note;
      }
    }
    throw new AssertionError(verdict.toString());
  }

  @Test
  void aRunIsWholeUntilSomeoneTouchesIt() throws IOException {
    assertEquals(0, run("touched", "half-sentence-deletion").status());
    List<String> verify = List.of("verify", "--run=" + folder.resolve("touched"));
    Said whole = say(verify);
    assertEquals(0, whole.status(), whole.text());
    assertTrue(whole.text().contains(" is whole: "), whole.text());

    Path part;
    try (var files = Files.list(folder.resolve("touched/outcomes"))) {
      part = files.filter(file -> file.toString().endsWith(".avro")).sorted().findFirst().get();
    }
    byte[] bytes = Files.readAllBytes(part);
    Files.write(part, Arrays.copyOf(bytes, bytes.length * 3 / 4));
    Said cut = say(verify);
    assertEquals(1, cut.status(), cut.text());
    assertTrue(cut.text().startsWith(part.getFileName() + ": cut or damaged"), cut.text());
    for (String command : List.of("score", "report")) {
      Said refused = say(List.of(command, "--output=" + folder.resolve("touched")));
      assertEquals(2, refused.status(), refused.text());
      assertTrue(
          refused
              .text()
              .startsWith(
                  "gauntlet: --output: the outcomes are not those that the run wrote: "
                      + part.getFileName()
                      + ": cut or damaged"),
          refused.text());
    }
    Said judged =
        say(
            List.of(
                "gate",
                "--reference=" + folder.resolve("first"),
                "--candidate=" + folder.resolve("touched")));
    assertEquals(2, judged.status(), judged.text());
    JsonNode verdict = json("touched/verdict.json");
    assertEquals("NOT_COMPARABLE", verdict.get("status").asText());
    assertTrue(judged.text().contains(part.getFileName() + ": cut or damaged"), judged.text());

    // The same command makes what is not whole anew.
    assertEquals(0, run("touched", "half-sentence-deletion").status());
    assertEquals(0, say(verify).status());
    assertEquals(
        json("first/scorecard.json").get("cells"), json("touched/scorecard.json").get("cells"));
  }

  @Test
  void aManifestThatWasEditedIsSeen() throws IOException {
    assertEquals(0, run("edited", "half-sentence-deletion").status());
    Path file = folder.resolve("edited/run.json");
    String written = Files.readString(file);
    for (String[] change :
        new String[][] {
          {"\"textEpochs\" : 2", "\"textEpochs\" : 3"},
          {"\"imageSize\" : 64", "\"imageSize\" : 32"},
          {"\"gauntlet\" : \"", "\"gauntlet\" : \"9."}
        }) {
      assertTrue(written.contains(change[0]), written);
      Files.writeString(file, written.replace(change[0], change[1]));
      Said verified = say(List.of("verify", "--run=" + folder.resolve("edited")));
      assertEquals(1, verified.status(), verified.text());
      Said judged =
          say(
              List.of(
                  "gate",
                  "--reference=" + folder.resolve("first"),
                  "--candidate=" + folder.resolve("edited")));
      assertEquals(2, judged.status(), judged.text());
      assertEquals("NOT_COMPARABLE", json("edited/verdict.json").get("status").asText());
    }
  }
}
