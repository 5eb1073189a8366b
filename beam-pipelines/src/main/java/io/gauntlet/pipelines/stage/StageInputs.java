package io.gauntlet.pipelines.stage;

import io.gauntlet.model.ModelCard;
import io.gauntlet.pipelines.options.UsageException;
import io.gauntlet.transforms.scoring.WriteHistory;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/** Looks whether the files that a stage reads are there, before any work is done. */
public final class StageInputs {
  private StageInputs() {}

  /**
   * Checks that the first stage left studies.
   *
   * @param prefix where their shards begin
   * @throws UsageException when there are none, or not all
   */
  public static void studies(String option, String prefix) {
    String shards = RunLayout.shards(prefix);
    Shards.check(
        option, shards, found(option, shards, "run prepare-cohort first, or name its output"));
  }

  /**
   * Checks that a run has outcomes.
   *
   * @throws UsageException when it has none, or not all
   */
  public static void outcomes(String option, RunLayout layout) {
    String shards = RunLayout.shards(layout.outcomes());
    Shards.check(option, shards, found(option, shards, "name the folder of a run that attacked"));
  }

  /**
   * Checks that the outcomes of a run, if it has any, are all there.
   *
   * @throws UsageException when not
   */
  public static void outcomesIfAny(String option, RunLayout layout) {
    String shards = RunLayout.shards(layout.outcomes());
    Shards.check(option, shards, match(option, shards));
  }

  /**
   * Checks that there are nights to draw trends of.
   *
   * @throws UsageException when there is none
   */
  public static void history(String option, String folder) {
    found(option, WriteHistory.pattern(folder), "name the folder that gate --history keeps");
  }

  /**
   * Checks that there is a finished model.
   *
   * @param folder under which each model has its own
   * @throws UsageException when there is none
   */
  public static void modelsIn(String option, String folder) {
    found(
        option,
        folder + "/**/" + ModelCard.FILE,
        "run train-victims first and let it end, or name its output");
  }

  private static List<String> found(String option, String pattern, String remedy) {
    List<String> names = match(option, pattern);
    if (names.isEmpty()) {
      throw new UsageException(option + ": there is no " + pattern + "; " + remedy);
    }
    return names;
  }

  private static List<String> match(String option, String pattern) {
    try {
      return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
          .map(file -> file.resourceId().toString())
          .toList();
    } catch (IOException e) {
      throw new UsageException(option + ": " + pattern + ": " + e.getMessage(), e);
    }
  }
}
