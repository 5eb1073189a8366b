package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.data.SyntheticCohort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesTest {
  private static final List<String> TRAINING =
      List.of(
          "--modalities=text",
          "--textEpochs=1",
          "--imageEpochs=1",
          "--earlyEpochs=1",
          "--lateEpochs=1");
  private static final List<String> GRID =
      List.of("--attacks=half-sentence-deletion", "--transfers=none", "--attackBatch=8");

  @TempDir private Path folder;

  @Test
  void threeJobsThatHandOverByFoldersScoreAsOneDoes() throws IOException {
    List<String> cohort = cohort();
    String staged = "--output=" + folder.resolve("staged");
    PrepareCohort.main(arguments(cohort, List.of("--modalities=text", staged)));
    TrainVictims.main(arguments(TRAINING, List.of(staged)));
    RunGauntlet.main(arguments(GRID, List.of("--modalities=text", staged)));

    List<String> whole = new ArrayList<>(List.of("run", "--output=" + folder.resolve("whole")));
    whole.addAll(cohort);
    whole.addAll(TRAINING);
    whole.addAll(GRID);
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertEquals(0, new GauntletCommand(none, System.err).run(whole));

    assertEquals(scorecard("whole"), scorecard("staged"));
  }

  @Test
  void aStageWithoutTheOneBeforeSaysWhichIsMissing() {
    String output = "--output=" + folder.resolve("empty");
    UsageException training =
        assertThrows(
            UsageException.class, () -> TrainVictims.main(arguments(TRAINING, List.of(output))));
    assertTrue(training.getMessage().contains("run prepare-cohort first"), training.getMessage());
    UsageException attack =
        assertThrows(
            UsageException.class, () -> RunGauntlet.main(arguments(GRID, List.of(output))));
    assertTrue(attack.getMessage().contains("run prepare-cohort first"), attack.getMessage());
  }

  @Test
  void aStageKeepsItsFolderToItsOptions() throws IOException {
    List<String> cohort = cohort();
    String output = "--output=" + folder.resolve("run");
    PrepareCohort.main(arguments(cohort, List.of("--modalities=text", output)));
    UsageException other =
        assertThrows(
            UsageException.class,
            () ->
                PrepareCohort.main(
                    arguments(cohort, List.of("--modalities=text", output, "--seed=2"))));
    assertTrue(other.getMessage().contains("its cohort.json has other options"));
  }

  private List<String> cohort() throws IOException {
    Path cohort = folder.resolve("cohort");
    SyntheticCohort.write(cohort, 40, 16, 1);
    return List.of(
        "--reports=" + cohort.resolve(SyntheticCohort.REPORTS),
        "--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS));
  }

  private JsonNode scorecard(String run) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(folder.resolve(run).resolve("scorecard.json")));
  }

  /** What a launcher gives to a main: Beam's local runner blocks, the one in the cloud does not. */
  private static String[] arguments(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all.toArray(String[]::new);
  }
}
