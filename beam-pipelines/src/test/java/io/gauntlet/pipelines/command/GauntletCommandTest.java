package io.gauntlet.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.attack.spec.AttackCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GauntletCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"run", "join", "demo"})
  void everyCommandExplainsItself(String command) {
    assertEquals(0, run(List.of(command, "--help")));
    String help = out.toString(StandardCharsets.UTF_8);
    assertTrue(help.startsWith("gauntlet " + command), help);
    assertTrue(help.contains("--modalities"), help);
    assertTrue(help.contains("--targetParallelism"), help);
  }

  @Test
  void imagesThatAreTooSmallForTheirNetworkAreNamed() {
    assertEquals(2, run(List.of("plan", "--imageModel=densenet-121", "--imageSize=16")));
    String error = err.toString(StandardCharsets.UTF_8);
    assertTrue(error.contains("--imageSize: a window of 2 x 2 pixels does not fit"), error);
  }

  @Test
  void aMissingOptionIsNamed() {
    assertEquals(2, run(List.of("run", "--projections=p.csv", "--output=o")));
    String error = err.toString(StandardCharsets.UTF_8);
    assertTrue(
        error.startsWith("gauntlet: --reports is missing; name the table of the reports"), error);
  }

  @Test
  void aRunWithoutAnyVictimIsAMisuse() {
    assertEquals(2, run(List.of("plan", "--train=none")));
    assertEquals(
        "gauntlet: --train=none trains no victim and --victims brings none; name the folder of one\n",
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertEquals(2, run(List.of("walk")));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("there are [demo, run, join"));
  }

  @Test
  void theDemoEndsWithTheTablesAndGoesOnWhereItStopped() throws IOException {
    List<String> demo =
        List.of(
            "demo",
            "--output=" + folder.resolve("demo"),
            "--studies=60",
            "--imageSize=16",
            "--imageEpochs=2",
            "--textEpochs=2",
            "--earlyEpochs=1",
            "--attacks=fgsm,half-sentence-deletion",
            "--transfers=none");
    assertEquals(0, run(demo), err.toString(StandardCharsets.UTF_8));
    String printed = out.toString(StandardCharsets.UTF_8);
    for (String part : List.of("Table 1", "report.html", "total")) {
      assertTrue(printed.contains(part), printed);
    }
    byte[] scorecard = Files.readAllBytes(folder.resolve("demo/scorecard.json"));
    Files.delete(folder.resolve("demo/scorecard.json"));
    Path another =
        Files.writeString(folder.resolve("demo/outcomes/outcomes-00007-of-00009.avro"), "");
    Path notes = Files.writeString(folder.resolve("demo/outcomes/notes.avro"), "");
    assertEquals(2, run(demo));
    String refused = err.toString(StandardCharsets.UTF_8);
    assertTrue(refused.contains("outcomes-00007-of-00009.avro is not of this run"), refused);
    Files.delete(another);
    assertEquals(0, run(demo), err.toString(StandardCharsets.UTF_8));
    assertEquals(
        new String(scorecard, StandardCharsets.UTF_8),
        Files.readString(folder.resolve("demo/scorecard.json")));
    assertTrue(Files.exists(notes));
    String run = Files.readString(folder.resolve("demo/run.json"));
    assertTrue(run.contains("\"beam\" : \"2.70.0\""), run);
    assertTrue(run.contains("\"early-fusion\" : \"sha256:"), run);
  }

  private int run(List<String> arguments) {
    return new GauntletCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  @Test
  void attacksListsEveryAttackWithinAHundredColumns() {
    assertEquals(0, run(List.of("attacks")));
    String listed = out.toString(StandardCharsets.UTF_8);
    AttackCatalogue.load()
        .all()
        .forEach(
            provider ->
                assertTrue(
                    listed.contains("  " + provider.description().name() + " "),
                    provider.description().name()));
    listed.lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }

  @Test
  void namesAreListedBeforeAnythingElseIsAsked() {
    assertEquals(0, run(List.of("run", "--attacks=help")));
    String listed = out.toString(StandardCharsets.UTF_8);
    assertTrue(listed.contains("  pgd  "), listed);
  }

  @Test
  void theDoctorLooksAndAHealthyMachineNeedsNoMending() {
    assertEquals(0, run(List.of("doctor")), out.toString(StandardCharsets.UTF_8));
    String said = out.toString(StandardCharsets.UTF_8);
    for (String what : List.of("JDK", "memory", "temporary folder", "allocator", "PyTorch")) {
      assertTrue(said.contains(" " + what + " "), said);
    }
  }

  @Test
  void anErrorIsJsonWhereTheLogIs() throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      assertEquals(2, run(List.of("demo", "--json-log", "--attacks=pdg")));
    } finally {
      System.setErr(before);
    }
    JsonNode line = new ObjectMapper().readTree(log.toString(StandardCharsets.UTF_8));
    assertEquals("ERROR", line.get("level").asText());
    assertTrue(line.get("message").asText().contains("did you mean 'pgd'?"), line.toString());
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void planSaysWhatIsSharedBeforeAnythingRuns() {
    assertEquals(
        0, run(List.of("plan", "--modalities=image", "--attacks=fgsm,pgd", "--imageSize=16")));
    String printed = out.toString(StandardCharsets.UTF_8);
    assertTrue(printed.contains("SCORED: 3 cells"), printed);
    assertTrue(printed.contains("make pgd:epsilon=0.03:steps=10 against image"), printed);
    assertTrue(printed.contains("The plan spends "), printed);
    printed.lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }
}
