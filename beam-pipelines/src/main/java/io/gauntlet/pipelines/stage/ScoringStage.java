package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.ScoringOptions;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;
import java.util.Map;

/** The last stage: outcomes scored, and the report written. */
public final class ScoringStage {
  private ScoringStage() {}

  /**
   * How the options have outcomes scored. The bootstrap has one seed whatever the run's, so that a
   * scorecard made again is the same, and all runs resample the same studies.
   */
  public static ScoreOutcomes score(ScoringOptions options) {
    return ScoreOutcomes.create().withMinSlice(options.getMinSlice());
  }

  /**
   * The report in the folder that the options name.
   *
   * @param provenance what the run was made of, by name
   */
  public static WriteReport report(ScoringOptions options, Map<String, String> provenance) {
    return WriteReport.to(options.getOutput()).withProvenance(provenance);
  }
}
