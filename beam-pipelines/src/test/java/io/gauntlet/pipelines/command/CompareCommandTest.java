package io.gauntlet.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.ClassNames;
import io.gauntlet.pipelines.RunByHand;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.compare.AttackRanking;
import io.gauntlet.score.compare.RankedVictim;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.compare.VictimComparisonJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
  @TempDir private static Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /**
   * Of 100 studies image errs on the first 2, text on the first 4 and late-fusion on the first 30.
   */
  @BeforeAll
  static void makeRun() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int study = 0; study < 100; study++) {
      outcomes.add(outcome(study, "image", study >= 2));
      outcomes.add(outcome(study, "text", study >= 4));
      outcomes.add(outcome(study, "late-fusion", study >= 30));
    }
    RunByHand.write(folder.resolve("run"), outcomes, Map.of("seed", "1"));
  }

  private static Outcome outcome(int study, String victim, boolean right) {
    boolean abnormal = study % 2 == 0;
    List<Float> logits = abnormal == right ? List.of(0f, 1f) : List.of(1f, 0f);
    return Outcome.newBuilder()
        .setUid("study-" + study)
        .setVictim(victim)
        .setAttack("none")
        .setLabel(abnormal ? ClassNames.ABNORMAL : ClassNames.NORMAL)
        .setCleanLogits(logits)
        .setAdversarialLogits(logits)
        .setLinf(0)
        .setL2(0)
        .setWordsChanged(0)
        .setWords(0)
        .setQueries(0)
        .build();
  }

  /** Whatever test ran before in this process. */
  @BeforeEach
  void forgetOptions() {
    PipelineOptionsFactory.resetCache();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void victimsAreRankedOnTheConsoleInJsonAndOnAPage() throws IOException {
    assertEquals(0, compare("--victims=late-fusion,image,text"), said());
    String printed = out.toString(StandardCharsets.UTF_8);
    assertTrue(printed.startsWith("2 of 3 pairs of victims are told apart by their accuracy."));
    assertTrue(printed.endsWith(folder.resolve("run/compare.html") + "\n"), printed);
    VictimComparison comparison =
        VictimComparisonJson.read(Files.readString(folder.resolve("run/compare.json")));
    AttackRanking clean = comparison.attacks().get(0);
    assertEquals(
        List.of("image", "text", "late-fusion"),
        clean.ranking().stream().map(RankedVictim::victim).toList());
    assertEquals(
        List.of("a", "a", "b"), clean.ranking().stream().map(RankedVictim::letters).toList());
    assertTrue(
        Files.readString(folder.resolve("run/compare.html")).contains("image ≠ late-fusion"));
  }

  @Test
  void anotherFolderAndAnotherMetric() throws IOException {
    Path other = folder.resolve("other");
    assertEquals(
        0, compare("--output=" + other, "--metric=balanced accuracy", "--family=run"), said());
    assertTrue(Files.readString(other.resolve("compare.json")).contains("\"balanced_accuracy\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--victims=image,txet | --victims: there is no 'txet' in the run; did you mean 'text'?",
        "--attack=nune | --attack: there is no 'nune' in the run; did you mean 'none'?",
        "--victims=image | --victims: 'image' is one; name at least two",
        "--metric=f1 | --metric: there is no 'f1'; there are [accuracy, auroc,",
        "--metric=acuracy | did you mean 'accuracy'?",
        "--family=all | --family: there is no 'all'; there are [attack, run]",
        "--attack= | --attack is empty; name an attack, none or *"
      })
  void aSlipIsMisuseAndNothingIsLeft(String option, String message) {
    assertEquals(2, compare(option, "--output=" + folder.resolve("slip")));
    assertTrue(said().contains(message), said());
    assertFalse(Files.exists(folder.resolve("slip/compare.json")));
  }

  @Test
  void aRunThatIsNotWhatWasWrittenIsRefused() throws IOException {
    Path altered = folder.resolve("altered");
    RunByHand.write(altered, List.of(outcome(1, "image", true)), Map.of());
    RunByHand.alter(altered, outcomes -> List.of(outcome(1, "image", false)));
    assertEquals(2, run("--run=" + altered));
    assertTrue(said().contains("are not those that the run wrote"), said());
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int compare(String... options) {
    List<String> all = new ArrayList<>(List.of("--run=" + folder.resolve("run")));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    arguments.addAll(List.of(options));
    return new GauntletCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }
}
