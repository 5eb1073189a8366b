package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;

/** The last stage: outcomes scored, and the report written. */
public final class ScoringStage {
  private ScoringStage() {}

  /**
   * How outcomes are scored. The bootstrap has one seed whatever the run's, so that a scorecard
   * made again is the same, and all runs resample the same studies.
   */
  public static ScoreOutcomes score(ScoringRequest request) {
    return ScoreOutcomes.create().withMinSlice(request.minSlice());
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
