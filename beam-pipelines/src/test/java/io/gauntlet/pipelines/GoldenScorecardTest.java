package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.pipelines.command.GauntletCommand;
import io.gauntlet.pipelines.command.PrintedSchemas;
import io.gauntlet.pipelines.golden.GoldenComparison;
import io.gauntlet.pipelines.golden.GoldenRun;
import io.gauntlet.pipelines.replay.ReplayChecks;
import io.gauntlet.pipelines.replay.ReplayedOutcomes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The numbers of a small run stay what they were: every attack once, against all five victims, with
 * transfers and interactions, trained and attacked by the command.
 *
 * <p>Where a change is meant to change numbers, write the resource again and say why in the commit:
 *
 * <pre>{@code
 * ./mvnw test -pl beam-pipelines -am -Dtest=GoldenScorecardTest \
 *   -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dgolden.write=$PWD/beam-pipelines/src/test/resources/golden/run.json
 * }</pre>
 *
 * <p>{@code -Dgolden.parallelism=1} runs on that many threads, which changes no number.
 */
class GoldenScorecardTest {
  private static final String RESOURCE = "/golden/run.json";

  /** {@code auto} takes hundreds of gradients, so it is made against one victim alone. */
  private static final List<String> ATTACKS =
      List.of(
          "apgd:epsilon=0.5:norm=l2:restarts=1:steps=3",
          "transfer:from=image(auto:epsilon=0.1:square-queries=10)",
          "bim:steps=3:views=frontal",
          "blur",
          "contrast",
          "cw:rounds=1:steps=3",
          "deepfool:steps=3",
          "drop-image",
          "drop-text",
          "di-fgsm:steps=3",
          "fab:steps=3",
          "fgsm",
          "fmn:steps=3",
          "gaussian-noise",
          "hop-skip-jump:queries=100",
          "mi-fgsm:steps=3",
          "pgd:steps=3",
          "square:queries=10",
          "swap-text",
          "uniform-noise",
          "char-typo:fraction=0.1",
          "half-sentence-deletion",
          "hotflip:fraction=0.1",
          "masked-lm",
          "pwws:fraction=0.1",
          "pwws:fraction=0.1:plausible=off",
          "random-deletion:worst-of=3",
          "synonym-greedy:fraction=0.1",
          "synonym-greedy:fraction=0.1:plausible=off",
          "synonym-random",
          "synonym-random:plausible=off",
          "textfooler:fraction=0.1:neighbours=5",
          "word-shuffle",
          "pgd:steps=3+synonym-greedy:fraction=0.1",
          "alternating(fgsm+pwws:fraction=0.1:plausible=off)",
          "worst-of(fgsm|half-sentence-deletion|fgsm+half-sentence-deletion)");

  @TempDir private Path folder;

  @Test
  void aSmallRunScoresAsItDid() throws IOException {
    Path output = folder.resolve("run");
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertEquals(
        0,
        new GauntletCommand(none, System.err)
            .run(
                List.of(
                    "demo",
                    "--output=" + output,
                    "--studies=60",
                    "--imageSize=16",
                    "--batch=8",
                    "--imageEpochs=4",
                    "--textEpochs=4",
                    "--earlyEpochs=1",
                    "--lateEpochs=8",
                    "--imageLearningRate=0.003",
                    "--textLearningRate=0.004",
                    "--attacks=" + String.join(",", ATTACKS),
                    "--transfers=pgd:epsilon=8/255:steps=3",
                    "--gallery=1",
                    "--targetParallelism=" + System.getProperty("golden.parallelism", "2"))));
    assertEquals(List.of(), PrintedSchemas.errors("run", output.resolve("run.json")));
    assertEquals(List.of(), PrintedSchemas.errors("scorecard", output.resolve("scorecard.json")));
    GoldenRun run = GoldenRun.of(output);
    String file = System.getProperty("golden.write");
    if (file != null) {
      run.write(Path.of(file));
      return;
    }
    GoldenRun golden = golden();
    if (!golden.arithmetic().equals(run.arithmetic())) {
      System.out.println(
          "GoldenScorecardTest compares loosely: this CPU computes otherwise than the recorded one");
    }
    List<String> differences = GoldenComparison.differences(golden, run);
    assertTrue(differences.isEmpty(), () -> GoldenComparison.describe(differences));
    assertEquals(List.of(), ReplayedOutcomes.ofEachAttack(output, 1).wrong());
    ReplayChecks.replays(output, folder);
  }

  /** All but masked-lm: the small BERT of the run has no head that it could ask. */
  @Test
  void everyAttackHasNumbersInTheRun() throws IOException {
    String golden =
        Resources.toString(
            Resources.getResource(GoldenScorecardTest.class, RESOURCE), StandardCharsets.UTF_8);
    List<String> absent =
        AttackCatalogue.load().all().stream()
            .map(provider -> provider.description().name())
            .filter(name -> !golden.contains(name))
            .toList();
    assertEquals(List.of("masked-lm"), absent);
  }

  private static GoldenRun golden() throws IOException {
    try (InputStream resource = GoldenScorecardTest.class.getResourceAsStream(RESOURCE)) {
      return GoldenRun.read(resource);
    }
  }
}
