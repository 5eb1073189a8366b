package io.gauntlet.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GauntletCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void makeCohort() throws IOException {
    Files.writeString(
        folder.resolve("reports.csv"), "uid,MeSH,Problems,indication,findings,impression\n");
    Files.writeString(folder.resolve("projections.csv"), "uid,filename,projection\n");
    Files.writeString(folder.resolve("no-column.csv"), "uid,MeSH\n");
    Files.createDirectory(folder.resolve("empty"));
    Files.createDirectory(folder.resolve("images"));
    Files.writeString(folder.resolve("images/a.png"), "");
    Files.createDirectory(folder.resolve("other"));
    Files.writeString(folder.resolve("other/run.json"), "{\"options\": {\"seed\": 7}}");
    Files.createDirectory(folder.resolve("full"));
    Files.writeString(folder.resolve("full/thesis.tex"), "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--reports=%s/away.csv | --reports: no file",
        "--reports=%s/no-column.csv | the column Problems is missing",
        "--projections=%s/away.csv | --projections: no file",
        "--projections=%s/no-column.csv | the column filename is missing",
        "--images=%s/away | is no folder with files",
        "--images=%s/empty | is no folder with files",
        "--modalities=sound | 'sound' is no modality; give image, text or image,text",
        "--attacks=fgms | no attack is named 'fgms'; there are [",
        "--attacks=fgsm:epsilon=3 | epsilon is 3.0; give a value in [0, 1]",
        "--attacks=pgd:step=3 | there is no option 'step'; there are [epsilon,",
        "--transfers=nothing | --transfers: no attack is named 'nothing'",
        "--transfers=synonym-greedy | pictures alone are shown to other victims",
        "--maxQueries=-1 | --maxQueries is -1; give at least 1, or 0",
        "--attacks=transfer:from=nobody(pgd) | there is no victim 'nobody'; there are [image,",
        "--source=ours | --source: no source is named 'ours'; there are [indiana]",
        "--imageSize=0 | --imageSize is 0; give at least 8",
        "--trainFraction=1 | --trainFraction is 1.0; give a value in (0, 1)",
        "--imageEpochs=many | --imageEpochs=many: give a whole number",
        "--imageEpochs=0 | --imageEpochs is 0; give at least 1",
        "--earlyEpochs=0 | --earlyEpochs is 0; give at least 1",
        "--lateLearningRate=0 | --lateLearningRate is 0.0; give a value above 0",
        "--textLearningRate=high | --textLearningRate=high: give a number",
        "--recipe=papr | --recipe: no recipe is named 'papr'; there are [demo, paper]",
        "--batch=0 | --batch is 0; give at least 1",
        "--accumulation=33 | --accumulation is 33; a step of 32 studies has no more parts",
        "--warmupSteps=-1 | --warmupSteps is -1; give at least 0",
        "--patience=-1 | --patience is -1; give at least 0",
        "--factor=1 | --factor is 1.0; give a value in (0, 1)",
        "--clipNorm=-1 | --clipNorm is -1.0; give at least 0",
        "--classWeights=even | --classWeights: 'even' weighs no classes; give none, balanced or",
        "--seeds=1,one | --seeds: 'one' is no whole number; give seeds such as 1,2,3",
        "--seeds=1,2,1 | --seeds: 1 is there twice",
        "--device=cuda | --device: 'cuda' is no device; give auto, cpu, gpu or gpu:N",
        "--device=gpu:99 | --device: the device gpu:99 is not there: PyTorch sees",
        "--trainFraction=most | --trainFraction=most: give a number",
        "--seed | --seed: give a whole number",
        "--immages=x | there is no option --immages; did you mean --images?",
        "images | 'images' is no option; write --name=value",
        "--output=%s/other | holds the results of another run",
        "--output=%s/full | is not empty and holds no run",
      })
  void badInputIsNamedBeforeAnyWork(String argument, String message) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    String given = argument.formatted(folder);
    String option = given.replaceFirst("=.*", "");
    for (String usual :
        List.of(
            "--reports=" + folder + "/reports.csv",
            "--projections=" + folder + "/projections.csv",
            "--images=" + folder + "/images",
            "--output=" + folder + "/new")) {
      if (!usual.startsWith(option + "=")) {
        arguments.add(usual);
      }
    }
    arguments.add(given);
    assertEquals(2, run(arguments));
    String error = err.toString(StandardCharsets.UTF_8);
    assertTrue(error.contains(message), error);
    assertEquals(1, error.lines().count(), error);
    assertFalse(Files.exists(folder.resolve("new/studies")));
  }

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
    assertTrue(error.startsWith("gauntlet: Missing required value for [--reports, "), error);
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertEquals(2, run(List.of("walk")));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("there are demo, run, join"));
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
    for (String part : List.of("Table 1", "Table 2", "Table 3", "report.html", "total")) {
      assertTrue(printed.contains(part), printed);
    }
    byte[] scorecard = Files.readAllBytes(folder.resolve("demo/scorecard.json"));
    Files.delete(folder.resolve("demo/scorecard.json"));
    Path stale =
        Files.writeString(folder.resolve("demo/outcomes/outcomes-00007-of-00008.avro"), "");
    assertEquals(0, run(demo), err.toString(StandardCharsets.UTF_8));
    assertEquals(
        new String(scorecard, StandardCharsets.UTF_8),
        Files.readString(folder.resolve("demo/scorecard.json")));
    assertFalse(Files.exists(stale));
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
