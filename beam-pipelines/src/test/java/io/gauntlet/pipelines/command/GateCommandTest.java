package io.gauntlet.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.ClassNames;
import io.gauntlet.pipelines.RunByHand;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.gate.VerdictJson;
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
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateCommandTest {
  private static final String CLEAN =
      "primaries: [{attack: none, metric: accuracy, margin: 0.1}]\n";

  @TempDir private static Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void makeRuns() throws IOException {
    makeRun("old", 20);
    makeRun("same", 20);
    makeRun("worse", 60);
    Files.writeString(folder.resolve("clean.yaml"), CLEAN);
  }

  @Test
  void theSamePassesAndWorseFails() throws IOException {
    assertEquals(0, gate("old", "same"), err.toString(StandardCharsets.UTF_8));
    assertTrue(printed().startsWith("PASS\n  The primary comparison rules out"), printed());
    assertEquals(Status.PASS, verdict("same").status());
    assertEquals(List.of(), PrintedSchemas.errors("verdict", folder.resolve("same/verdict.json")));
    assertEquals(1, gate("old", "worse"));
    assertEquals(List.of(), PrintedSchemas.errors("verdict", folder.resolve("worse/verdict.json")));
    // The schema is one of its files, and what is none of them is refused.
    assertFalse(PrintedSchemas.errors("plan", folder.resolve("worse/verdict.json")).isEmpty());
    assertTrue(
        printed().startsWith("FAIL\n  Accuracy of image, clean fell by 40.0 points"), printed());
    assertEquals(1, gate("old", "worse", "--format=junit"));
    assertTrue(printed().contains("<testcase classname=\"image\" name=\"accuracy of image"));
    assertTrue(printed().contains("<failure message="), printed());
    assertEquals(printed(), Files.readString(folder.resolve("worse/verdict.junit.xml")));
    assertEquals(1, gate("old", "worse", "--format=sarif"));
    assertEquals(printed(), Files.readString(folder.resolve("worse/verdict.sarif")));
  }

  /**
   * A hundred studies of two classes are too few for the built-in policy, and no attack was run.
   */
  @Test
  void withoutEvidenceNothingPasses() throws IOException {
    assertEquals(
        3,
        run(List.of("gate", "--reference=" + folder.resolve("old"), candidate("same"))),
        err.toString(StandardCharsets.UTF_8));
    assertEquals(Status.INCONCLUSIVE, verdict("same").status());
    assertEquals(Code.CLASS_TOO_SMALL, verdict("same").causes().get(0).code());
  }

  /** The kinds of slips for which a gate once let everything pass. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cells:;  - {victim: \"imgae\", attack: \"*\"} | line 2: cells[0].victim: there is no"
            + " 'imgae' in the runs; did you mean 'image'?",
        "metrics: [] | line 1: metrics is empty; name at least one",
        "cells: [{victim: nobody}] | line 1: cells[0].victim: there is no 'nobody' in the runs",
        "victim: imgae | did you mean 'image'?",
        "primaries: [{attack: nune, margin: 0.1}] | did you mean 'none'?",
        "floors: [{cell: {victim: nobody}, least: 0.5}] | there is no 'nobody'",
        "slices: [cardiomegalie] | there is no 'cardiomegalie'"
      })
  void aSlipInThePolicyIsMisuseAndPromotesNothing(String yaml, String message) throws IOException {
    Path policy = Files.writeString(folder.resolve("slip.yaml"), yaml.replace(';', '\n'));
    assertEquals(0, accept("guarded", "old"));
    String marker = Files.readString(folder.resolve("guarded/reference.json"));
    assertEquals(
        2,
        run(
            List.of(
                "gate",
                "--reference=" + folder.resolve("guarded"),
                candidate("worse"),
                "--policy=" + policy,
                "--promote")));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains(message), message);
    assertEquals(marker, Files.readString(folder.resolve("guarded/reference.json")));
  }

  @Test
  void aPassMovesCurrentAndNeverTheReference() throws IOException {
    assertEquals(0, accept("store", "old"));
    String history = "--history=" + folder.resolve("history");
    assertEquals(1, gate("store", "worse", "--promote", history));
    assertEquals(0, gate("store", "same", "--promote", history));
    String marker = Files.readString(folder.resolve("store/reference.json"));
    assertTrue(marker.contains(folder.resolve("same").toString()), marker);
    assertTrue(marker.contains(folder.resolve("old").toString()), marker);
    assertFalse(marker.contains(folder.resolve("worse").toString()), marker);
    // The third candidate, and the first one again.
    assertEquals(0, gate("store", "old"));
    assertEquals(3, look("old"));
    assertEquals(0, gate("store", "same"));
    assertEquals(3, look("same"));
    assertEquals(1, gate("store", "worse"));
    assertTrue(
        verdict("worse").notes().stream().anyMatch(note -> note.code() == Code.WORSE_THAN_CURRENT),
        verdict("worse").toString());
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(
            pipeline
                .apply(AvroIO.read(HistoryRow.class).from(folder.resolve("history") + "/*.avro"))
                .apply(Count.globally()))
        .isEqualTo(2L);
    pipeline.run().waitUntilFinish();
  }

  private static long look(String run) throws IOException {
    return verdict(run).notes().stream()
        .filter(note -> note.code() == Code.LOOKS)
        .mapToLong(note -> Math.round(note.number("look")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstReleaseBringsItsPolicy() throws IOException {
    assertEquals(
        0,
        run(List.of("gate", "--first", "--reference=" + folder.resolve("begin"), candidate("old"))),
        err.toString(StandardCharsets.UTF_8));
    String policy = Files.readString(folder.resolve("begin/gate.yaml"));
    assertTrue(policy.contains("{victim: image, attack: none, metric: sensitivity"), policy);
    assertTrue(printed().contains(policy), printed());
    assertEquals(
        2,
        run(
            List.of(
                "gate", "--first", "--reference=" + folder.resolve("begin"), candidate("old"))));
  }

  @Test
  void aPlanSaysWhatTheCohortCanDecide() throws IOException {
    assertEquals(
        0,
        run(
            List.of(
                "gate",
                "--plan",
                "--reference=" + folder.resolve("old"),
                "--policy=" + folder.resolve("clean.yaml"))),
        err.toString(StandardCharsets.UTF_8));
    assertTrue(
        printed().contains("accuracy of image, clean: 100 studies, the reference has 80.0%"),
        printed());
    assertTrue(printed().contains("margin 10.0:"), printed());
    assertEquals(List.of(), PrintedSchemas.errors("plan", folder.resolve("old/gate-plan.json")));
  }

  @Test
  void theBuiltInPolicyIsPrintedAndCanBeRead() throws IOException {
    assertEquals(0, run(List.of("gate", "--policy=default")));
    Path file = Files.writeString(folder.resolve("default.yaml"), printed());
    assertEquals(
        3,
        run(
            List.of(
                "gate",
                "--reference=" + folder.resolve("old"),
                candidate("same"),
                "--policy=" + file)));
  }

  @Test
  void aReferenceThatWasTouchedIsRefused() throws IOException {
    assertEquals(0, accept("touched", "old"));
    try (Stream<Path> files = Files.walk(folder.resolve("touched/accepted"))) {
      Path shard =
          files.filter(path -> path.toString().endsWith(".avro")).findFirst().orElseThrow();
      Files.writeString(shard, "touched");
    }
    // Status 1 is that of a candidate that failed.
    assertEquals(2, gate("touched", "same"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("is not the file that was accepted"));
  }

  @Test
  void otherDataCannotBeCompared() throws IOException {
    makeRun("other", 20, "sha256:other");
    assertEquals(2, gate("old", "other"));
    assertTrue(printed().startsWith("NOT_COMPARABLE\n  The runs read other data"), printed());
  }

  @Test
  void aRunWithoutAManifestIsUndecidedAndTheCommandThatAttacksItsModelsAgainIsSaid()
      throws IOException {
    makeRun("unsealed", 20);
    Files.writeString(
        folder.resolve("unsealed/run.json"),
        "{\"options\": {\"dataDigest\": \"sha256:data\", \"attacks\": \"worst-of(fgsm|pgd)\"}}");
    assertEquals(2, gate("old", "unsealed"));
    String run = folder.resolve("unsealed").toString();
    assertTrue(
        printed()
            .contains(
                "there is no manifest: an older version made this run, or it did not end; call it"
                    + " again, or attack its models again: gauntlet run --modelsFrom="
                    + run
                    + " '--attacks=worst-of(fgsm|pgd)' --output="
                    + run
                    + "-again"),
        printed());
    assertEquals(Status.NOT_COMPARABLE, verdict("unsealed").status());
  }

  /** How runs were altered, and what is said of each. */
  private enum Alteration {
    STUDIES_GONE("outcomes are gone, of the studies study-0, study-1") {
      @Override
      List<Outcome> alter(List<Outcome> outcomes) {
        return outcomes.stream().filter(o -> o.getUid().compareTo("study-21") > 0).toList();
      }
    },
    WRONG_ANSWERS_REMOVED("14 outcomes are gone, of the studies study-0, study-1, study-10") {
      @Override
      List<Outcome> alter(List<Outcome> outcomes) {
        return outcomes.stream().filter(o -> o.getLabel().equals(answer(o))).toList();
      }
    },
    EVERY_OUTCOME_TWICE("32 outcomes are there more than once") {
      @Override
      List<Outcome> alter(List<Outcome> outcomes) {
        return Stream.concat(outcomes.stream(), outcomes.stream()).toList();
      }
    },
    LABELS_REPLACED("studies have another label: study-") {
      @Override
      List<Outcome> alter(List<Outcome> outcomes) {
        outcomes.forEach(o -> o.setLabel(answer(o)));
        return outcomes;
      }
    },
    NO_NUMBERS("the outcomes of 32 studies are others than the run wrote") {
      @Override
      List<Outcome> alter(List<Outcome> outcomes) {
        outcomes.forEach(o -> o.setAdversarialLogits(List.of(Float.NaN, Float.NaN)));
        return outcomes;
      }
    };

    private final String said;

    Alteration(String said) {
      this.said = said;
    }

    abstract List<Outcome> alter(List<Outcome> outcomes);

    private static String answer(Outcome outcome) {
      return outcome.getAdversarialLogits().get(1) > 0 ? ClassNames.ABNORMAL : ClassNames.NORMAL;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatWasAlteredIsUndecided(Alteration alteration) throws IOException {
    String name = "altered-" + alteration;
    makeRun(name, 20);
    RunByHand.alter(folder.resolve(name), alteration::alter);
    assertEquals(2, gate("old", name, "--promote"));
    assertTrue(printed().startsWith("NOT_COMPARABLE\n"), printed());
    assertTrue(printed().contains(alteration.said), printed());
    assertEquals(Status.NOT_COMPARABLE, verdict(name).status());
  }

  @Test
  void theScorecardIsMadeOfOutcomesAlone() {
    assertEquals(0, run(List.of("score", "--output=" + folder.resolve("old"))));
    assertTrue(Files.exists(folder.resolve("old/scorecard.json")));
    assertTrue(printed().contains("80.00"), printed());
    assertEquals(2, run(List.of("score", "--output=" + folder.resolve("nothing"))));
    assertFalse(Files.exists(folder.resolve("nothing")));
  }

  /** From the verdict's page to the studies behind it, and from each to what makes it again. */
  @Test
  void theVerdictLeadsToTheStudiesThatChangedSides() throws IOException {
    makeRun("lost", 60);
    assertEquals(0, run(List.of("score", "--output=" + folder.resolve("lost"))));
    assertEquals(1, gate("old", "lost"));
    assertTrue(
        Files.readString(folder.resolve("lost/report.html")).contains("<a href=\"diff.html\">"));
    String page = Files.readString(folder.resolve("lost/diff.html"));
    assertTrue(page.contains("<a href=\"report.html\">"), page);
    assertTrue(page.contains("the candidate lost 40 that the baseline had right"), page);
    assertTrue(page.contains("--victim=image --attack=none"), page);
    assertEquals(
        0,
        run(
            List.of(
                "diff",
                "--baseline=" + folder.resolve("old"),
                candidate("lost"),
                "--output=" + folder.resolve("diff"))));
    assertTrue(printed().contains("    40      0     100  image under none"), printed());
    assertFalse(Files.readString(folder.resolve("diff/diff.html")).contains("report.html"));
    assertEquals(
        Files.readString(folder.resolve("lost/diff.json")),
        Files.readString(folder.resolve("diff/diff.json")));
  }

  private int accept(String store, String run) {
    return run(
        List.of("gate", "--reference=" + folder.resolve(store), "--accept=" + folder.resolve(run)));
  }

  private static String candidate(String run) {
    return "--candidate=" + folder.resolve(run);
  }

  private int gate(String reference, String candidate, String... options) {
    List<String> arguments = new ArrayList<>(List.of("gate"));
    arguments.add("--reference=" + folder.resolve(reference));
    arguments.add(candidate(candidate));
    arguments.add("--policy=" + folder.resolve("clean.yaml"));
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

  private static Verdict verdict(String run) throws IOException {
    return VerdictJson.read(Files.readString(folder.resolve(run).resolve("verdict.json")));
  }

  /** A run of a hundred studies, all of one attack. */
  private static void makeRun(String name, int wrong) throws IOException {
    makeRun(name, wrong, "sha256:data");
  }

  private static void makeRun(String name, int wrong, String digest) throws IOException {
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
    RunByHand.write(folder.resolve(name), outcomes, Map.of("dataDigest", digest));
  }
}
