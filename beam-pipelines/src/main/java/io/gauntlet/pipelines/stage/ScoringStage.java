package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.records.AttackValues;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;

/** The last stage: outcomes scored, and the report written. */
public final class ScoringStage {
  private static final String USUAL_SLICE = "20";

  private ScoringStage() {}

  /**
   * How outcomes are scored. The bootstrap has one seed whatever the run's, so that a scorecard
   * made again is the same, and all runs resample the same studies.
   */
  public static ScoreOutcomes score(ScoringRequest request) {
    return ScoreOutcomes.create().withMinSlice(request.minSlice());
  }

  /**
   * How a run's scorecard was made, to make it once more: as the scorecard says, or else the run,
   * or as usual.
   */
  public static ScoringRequest request(RunLayout layout) throws IOException {
    try {
      int fewest = scorecard(layout).slices().fewest();
      if (fewest > 0) {
        return new ScoringRequest(fewest);
      }
    } catch (FileNotFoundException e) {
      // Then there is none to make again, and the first is made as the run was asked.
    }
    return new ScoringRequest(
        Integer.parseInt(RunFolder.options(layout.folder()).getOrDefault("minSlice", USUAL_SLICE)));
  }

  /**
   * The scorecard that a run wrote.
   *
   * @throws FileNotFoundException when it wrote none
   */
  public static Scorecard scorecard(RunLayout layout) throws IOException {
    String json = new RunFiles(layout.folder()).text(WriteReport.SCORECARD);
    try {
      return ScorecardJson.read(json, new AttackValues()::of);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: %s; make it again: gauntlet score --output=%s"
              .formatted(layout.folder(), e.getMessage(), layout.folder()),
          e);
    }
  }

  /**
   * The report of a run.
   *
   * @param provenance what the run was made of
   */
  public static WriteReport report(RunLayout layout, Provenance provenance) {
    return WriteReport.to(layout.folder()).withProvenance(provenance.texts());
  }
}
