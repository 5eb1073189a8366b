package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user names is taken letter by letter: nothing is read or deleted beside it. */
class LiteralFoldersTest {
  private static final Provenance PROVENANCE = Provenance.of(Map.of("seed", 7));

  /** All that a pattern, a URI or a shell would take for something else. */
  private static final String HARD = "r[1] {a,b}*?%20#\u00fc\u80ba'&;";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"run*", "run?", "run[1]", "run[!x]", "run{1,2}", "*", "**"})
  void aFolderNamedLikeAPatternLeavesItsNeighbourAlone(String name) throws IOException {
    List<Path> neighbours = new ArrayList<>();
    for (String file :
        List.of(
            "run.json",
            "studies/train-00000-of-00001.avro",
            "outcomes/outcomes-00000-of-00002.avro",
            "quarantine/cohort-00000-of-00001.avro",
            "models/image/card.json")) {
      neighbours.add(write("run1/" + file, "{\"options\": {\"seed\": 7}}"));
    }
    String output = folder.resolve(name).toString();
    // The second time it goes on, and deletes what the first may have written.
    for (int attempt = 0; attempt < 2; attempt++) {
      try (FolderLock lock = FolderLock.take(output, PipelineOptionsFactory.create())) {
        RunFolder.take(lock, PROVENANCE);
        RunFolder.takeForStage(lock, "cohort", PROVENANCE, RunLayout.of(output).records());
      }
    }
    neighbours.forEach(file -> assertTrue(Files.exists(file), file.toString()));
  }

  @Test
  void aRunThatGoesOnDeletesWhatItWroteAndNothingElse() throws IOException {
    List<String> own =
        List.of(
            "studies/train-00000-of-00003.avro",
            "studies/test-00002-of-00003.avro",
            "outcomes/outcomes-00001-of-00003.avro",
            "quarantine/attack-00000-of-00001.avro");
    List<String> others =
        List.of(
            "studies/notes.txt",
            "studies/train-mine.avro",
            "outcomes/outcomes-00001-of-00003.avro.bak",
            "outcomes/mine/outcomes-00000-of-00001.avro",
            "quarantine/thesis.tex",
            "outcomes.avro");
    write("run/run.json", "{\"options\": {\"seed\": 7}}");
    for (String file : Stream.concat(own.stream(), others.stream()).toList()) {
      write("run/" + file, "");
    }
    try (FolderLock lock =
        FolderLock.take(folder.resolve("run").toString(), PipelineOptionsFactory.create())) {
      RunFolder.take(lock, PROVENANCE);
    }
    own.forEach(file -> assertTrue(Files.notExists(folder.resolve("run/" + file)), file));
    others.forEach(file -> assertTrue(Files.exists(folder.resolve("run/" + file)), file));
  }

  @Test
  void aRunAndItsCohortMayHaveAnyNames() throws IOException {
    Path cohort = Files.createDirectories(folder.resolve(HARD + "/cohort"));
    SyntheticCohort.write(cohort, 30, 16, 1);
    Files.move(cohort.resolve(SyntheticCohort.IMAGES), cohort.resolve(HARD));
    String output = folder.resolve(HARD + "/run").toString();
    List<String> run =
        List.of(
            "run",
            "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
            "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS),
            "--images=" + cohort.resolve(HARD),
            "--output=" + output,
            "--modalities=image",
            "--imageSize=16",
            "--imageEpochs=1",
            "--attacks=fgsm",
            "--transfers=none",
            "--attackBatch=8");
    succeeds(run);
    succeeds(run);
    succeeds(List.of("score", "--output=" + output));
    String history = folder.resolve(HARD + "/nights").toString();
    String store = folder.resolve(HARD + "/store").toString();
    List<String> gate =
        List.of("gate", "--candidate=" + output, "--reference=" + store, "--history=" + history);
    assertEquals(2, status(gate), "there is no reference yet");
    succeeds(List.of("gate", "--first", "--candidate=" + output, "--reference=" + store));
    succeeds(gate);
    succeeds(List.of("report", "--output=" + output, "--history=" + history));
    try (Stream<Path> left = Files.walk(folder.resolve(HARD))) {
      assertEquals(List.of(), left.filter(file -> file.toString().contains("temp")).toList());
    }
  }

  private static void succeeds(List<String> arguments) {
    assertEquals(0, status(arguments));
  }

  private static int status(List<String> arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status = new GauntletCommand(stream, stream).run(arguments);
    if (status != 0) {
      System.out.println(printed.toString(StandardCharsets.UTF_8));
    }
    return status;
  }

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }
}
