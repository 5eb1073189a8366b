package io.gauntlet.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.ReadRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {
  @TempDir private static Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void makeRuns() throws IOException {
    makeRun("old", 20);
    makeRun("same", 20);
    makeRun("worse", 60);
  }

  @Test
  void theSamePassesAndWorseFails() throws IOException {
    assertEquals(0, gate("old", "same"), err.toString(StandardCharsets.UTF_8));
    assertTrue(printed().startsWith("PASS\n"), printed());
    assertEquals(Status.PASS, verdict("same").status());
    assertEquals(1, gate("old", "worse"));
    assertTrue(
        printed().startsWith("FAIL\n  accuracy of image under none fell from 80.0 % to 40.0 %"),
        printed());
    assertEquals(1, gate("old", "worse", "--format=junit"));
    assertTrue(printed().contains("<testcase classname=\"image\" name=\"accuracy of image"));
    assertTrue(printed().contains("<failure message="), printed());
  }

  @Test
  void optionsComeBeforeThePolicy() throws IOException {
    Path policy = Files.writeString(folder.resolve("lax.yaml"), "alpha: 0.01\ntolerance: 0.1\n");
    assertEquals(0, gate("old", "worse", "--format=json", "--tolerance=0.5", "--policy=" + policy));
    Verdict verdict = VerdictJson.read(printed());
    assertEquals(0.5, verdict.tolerance());
    assertEquals(0.01, verdict.alpha());
  }

  @Test
  void aBaselineIsPromotedIntoAFolderOfItsOwn() throws IOException {
    assertEquals(2, gate("store", "old", "--promote", "--history=" + folder.resolve("history")));
    assertEquals(Status.NO_BASELINE, verdict("old").status());
    assertEquals(1, gate("store", "worse", "--promote", "--history=" + folder.resolve("history")));
    assertEquals(0, gate("store", "same", "--promote"));
    assertEquals(0, gate("store", "old"), "a run that failed became the baseline");
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(
            pipeline
                .apply(ReadRecords.history(folder.resolve("history").toString()))
                .apply(Count.globally()))
        .isEqualTo(2L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aBaselineThatWasTouchedIsRefused() throws IOException {
    assertEquals(2, gate("touched", "old", "--promote"));
    try (Stream<Path> files = Files.walk(folder.resolve("touched/promoted"))) {
      Path shard =
          files.filter(path -> path.toString().endsWith(".avro")).findFirst().orElseThrow();
      Files.writeString(shard, "touched");
    }
    assertEquals(1, gate("touched", "same"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("is not the file that was promoted"));
  }

  @Test
  void otherDataIsUndecided() throws IOException {
    makeRun("other", 20);
    Files.writeString(
        folder.resolve("other/run.json"), "{\"options\": {\"dataDigest\": \"sha256:other\"}}");
    assertEquals(2, gate("old", "other"));
    assertTrue(printed().startsWith("NOT_COMPARABLE\n  the runs read other data"), printed());
  }

  @Test
  void theScorecardIsMadeOfOutcomesAlone() {
    assertEquals(0, run(List.of("score", "--output=" + folder.resolve("old"))));
    assertTrue(Files.exists(folder.resolve("old/scorecard.json")));
    assertTrue(printed().contains("80.00"), printed());
    assertEquals(2, run(List.of("score", "--output=" + folder.resolve("nothing"))));
    assertFalse(Files.exists(folder.resolve("nothing")));
  }

  private int gate(String baseline, String candidate, String... options) {
    List<String> arguments = new ArrayList<>(List.of("gate"));
    arguments.add("--baseline=" + folder.resolve(baseline));
    arguments.add("--candidate=" + folder.resolve(candidate));
    arguments.addAll(List.of(options));
    return run(arguments);
  }

  private int run(List<String> arguments) {
    out.reset();
    return new GauntletCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private Verdict verdict(String run) throws IOException {
    return VerdictJson.read(Files.readString(folder.resolve(run).resolve("verdict.json")));
  }

  /** A run of a hundred studies, all of one attack. */
  private static void makeRun(String name, int wrong) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      boolean abnormal = i % 2 == 0;
      float lead = abnormal == (i >= wrong) ? 1 : -1;
      outcomes.add(
          Outcome.newBuilder()
              .setUid("study-" + i)
              .setVictim("image")
              .setAttack("none")
              .setLabel(abnormal ? ClassNames.ABNORMAL : ClassNames.NORMAL)
              .setCleanLogits(List.of(0f, lead))
              .setAdversarialLogits(List.of(0f, lead))
              .setLinf(0)
              .setL2(0)
              .setWordsChanged(0)
              .setWords(0)
              .setQueries(0)
              .build());
    }
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(outcomes).withCoder(AvroCoder.of(Outcome.class)))
        .apply(
            AvroIO.write(Outcome.class)
                .to(folder.resolve(name) + "/outcomes/outcomes")
                .withSuffix(".avro"));
    pipeline.run().waitUntilFinish();
    Files.writeString(
        folder.resolve(name).resolve("run.json"),
        "{\"options\": {\"dataDigest\": \"sha256:data\"}}");
  }
}
