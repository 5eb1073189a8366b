package io.gauntlet.pipelines.evidence;

import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.scoring.VerdictFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/**
 * A verdict that was kept, and is known to be on a run.
 *
 * @param verdict with its policy
 * @param json as it was written
 */
record VerdictAtHand(Verdict verdict, String json) {

  /**
   * The verdict on a run.
   *
   * @param file that a user named; empty for that in the run's folder
   * @param manifest of the run
   * @throws UsageException when there is none, or it is on other outcomes
   */
  static VerdictAtHand on(RunLayout run, Optional<String> file, RunManifest manifest)
      throws IOException {
    String option = file.isPresent() ? "--verdict" : "--run";
    String place = file.orElse(run.folder() + "/" + VerdictFiles.JSON);
    String gate = "gauntlet gate --reference=DIR --candidate=" + run.folder();
    VerdictAtHand kept = read(option, place, run, gate);
    boolean isOfThese =
        kept.verdict.manifest() == null
            ? file.isEmpty() && run.folder().equals(kept.verdict.candidate())
            : kept.verdict.manifest().equals(manifest.digest());
    if (!isOfThese || kept.verdict.policy() == null) {
      throw new UsageException(
          "%s: the verdict in %s is not on these outcomes; %s decides anew"
              .formatted(option, place, gate));
    }
    return kept;
  }

  private static VerdictAtHand read(String option, String place, RunLayout run, String gate)
      throws IOException {
    try {
      String json = InputFiles.text(place);
      return new VerdictAtHand(VerdictJson.read(json), json);
    } catch (FileNotFoundException e) {
      throw new UsageException(
          "%s: %s has no verdict; %s decides"
              .formatted(option, option.equals("--run") ? run.folder() : place, gate),
          e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s: %s: %s; decide anew".formatted(option, place, e.getMessage()), e);
    }
  }
}
