package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.loopback.LoopbackCloud;
import io.gauntlet.pipelines.loopback.LoopbackStorage;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.schema.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in a bucket that stop at any write, are called again, and leave neither more nor less. */
class InterruptedRunsTest {
  @TempDir private static Path folder;
  private static LoopbackCloud cloud;

  @BeforeAll
  static void runWithoutInterruption() throws IOException {
    cloud = new LoopbackCloud();
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 30, 16, 1);
    store(cohort.resolve(SyntheticCohort.REPORTS), "reports.csv");
    store(cohort.resolve(SyntheticCohort.PROJECTIONS), "projections.csv");
    assertEquals(0, run("whole"));
  }

  private static void store(Path file, String name) throws IOException {
    cloud.storage().put("gs://cohort/" + name, Files.readAllBytes(file));
  }

  @AfterAll
  static void stop() {
    cloud.close();
    PipelineOptionsFactory.resetCache();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void aRunThatStoppedBeforeItsModelWasWholeGoesOn() throws IOException {
    stopsAndGoesOn("/models/text/card\\.json");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/studies/train.*\\.avro",
        "/models/text/config\\.json",
        "/models/text/model\\.safetensors",
        "/scorecard\\.json",
        "/report\\.html",
      })
  void aRunThatStopsAtAnyWriteGoesOn(String write) throws IOException {
    stopsAndGoesOn(write);
  }

  private void stopsAndGoesOn(String write) throws IOException {
    LoopbackStorage storage = cloud.storage();
    goesOn("stopped-at", write, storage::refuseOnce, storage::refused);
  }

  /** What was attacked is not attacked again because a bucket would not take it at once. */
  @ParameterizedTest
  @ValueSource(strings = {"avro", "json"})
  void aPartWhoseWriteFailsIsWrittenAgainAndIsThereOnce(String kind) throws IOException {
    LoopbackStorage storage = cloud.storage();
    String part = "/outcomes/batch-.*\\." + kind;
    storage.refuseOnce("gs://runs/refused-" + kind + part);
    assertEquals(0, run("refused-" + kind));
    assertTrue(storage.refused(), "nothing wrote " + part);
    same("refused-" + kind);
    storage.loseAnswerOnce("gs://runs/lost-" + kind + part);
    assertEquals(0, run("lost-" + kind));
    assertTrue(storage.happened(), "nothing wrote " + part);
    same("lost-" + kind);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/studies/train.*\\.avro",
        "/models/text/model\\.safetensors",
        "/models/text/card\\.json",
        "/scorecard\\.json",
      })
  void aRunThatDiesAfterAnyWriteGoesOn(String write) throws IOException {
    diesAfterAndGoesOn(write);
  }

  private void diesAfterAndGoesOn(String write) throws IOException {
    LoopbackStorage storage = cloud.storage();
    goesOn("died-after", write, storage::loseAnswerOnce, storage::happened);
  }

  private void goesOn(String name, String write, Consumer<String> fault, BooleanSupplier happened)
      throws IOException {
    String folder = name + write.replaceAll("\\W", "-");
    fault.accept("gs://runs/" + folder + write);
    assertNotEquals(0, run(folder));
    assertTrue(happened.getAsBoolean(), "nothing wrote " + write);
    assertEquals(0, run(folder));
    same(folder);
  }

  private static void same(String name) throws IOException {
    assertEquals(outcomes("whole"), outcomes(name));
    for (String file : List.of("scorecard.json", "models/text/model.safetensors")) {
      assertEquals(text("gs://runs/whole/" + file), text("gs://runs/" + name + "/" + file), file);
    }
  }

  @Test
  void anAttemptIsRefusedWhileAnotherHasTheFolderAndFindsItsModelLater() throws IOException {
    String[] training = training("twice").toArray(String[]::new);
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(cloud.storageOptions().toArray(String[]::new)).create();
    FileSystems.setDefaultPipelineOptions(options);
    try (FolderLock other = FolderLock.take("gs://runs/twice", options)) {
      String refused =
          assertThrows(UsageException.class, () -> RunTraining.main(training)).getMessage();
      assertTrue(refused.contains("gs://runs/twice is in use by process "), refused);
      assertEquals(1, cloud.storage().under("gs://runs/twice/").size(), other.toString());
    }
    RunTraining.main(training);
    assertEquals(
        text("gs://runs/whole/models/text/model.safetensors"),
        text("gs://runs/twice/models/text/model.safetensors"));
    // Late, but finished: another attempt finds the model and trains none.
    RunTraining.main(training);
    assertEquals(1, cloud.storage().under("gs://runs/twice/models/text/card.json").size());
    assertEquals(0, cloud.storage().under("gs://runs/twice/run.lock").size());
  }

  private static List<String> training(String name) {
    List<String> arguments = new ArrayList<>(cloud.storageOptions());
    arguments.addAll(
        List.of(
            "--output=gs://runs/" + name,
            "--studiesFrom=gs://runs/whole",
            "--modalities=text",
            "--textEpochs=3"));
    return arguments;
  }

  private static int run(String name) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(cloud.storageOptions());
    arguments.addAll(
        List.of(
            "--reports=gs://cohort/reports.csv",
            "--projections=gs://cohort/projections.csv",
            "--output=gs://runs/" + name,
            "--modalities=text",
            "--textEpochs=3",
            "--attacks=half-sentence-deletion",
            "--transfers=none",
            "--attackBatch=8"));
    PrintStream printed =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new GauntletCommand(printed, printed).run(arguments);
  }

  /** Every outcome as text, by study, victim and attack; fails where one is there twice. */
  private static Map<String, String> outcomes(String name) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    for (Map.Entry<String, byte[]> part :
        cloud.storage().under("gs://runs/" + name + "/outcomes/").entrySet()) {
      if (!part.getKey().endsWith(".avro")) {
        continue;
      }
      try (DataFileReader<Outcome> reader =
          new DataFileReader<>(
              new SeekableByteArrayInput(part.getValue()),
              new SpecificDatumReader<>(Outcome.class))) {
        for (Outcome outcome : reader) {
          String key = outcome.getUid() + " " + outcome.getVictim() + " " + outcome.getAttack();
          assertEquals(null, outcomes.put(key, outcome.toString()), key);
        }
      }
    }
    assertTrue(!outcomes.isEmpty(), "no outcomes in " + name);
    return outcomes;
  }

  private static String text(String uri) {
    return new String(cloud.storage().under(uri).get(uri), StandardCharsets.ISO_8859_1);
  }
}
