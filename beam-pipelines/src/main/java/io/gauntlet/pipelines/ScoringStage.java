package io.gauntlet.pipelines;

import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.KeptOutcomes;
import io.gauntlet.transforms.ScoreOutcomes;
import io.gauntlet.transforms.WriteReport;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.PCollection;

/** The last stage: outcomes scored, and the report written. */
final class ScoringStage {
  private ScoringStage() {}

  /**
   * Adds the stage to the graph of the outcomes.
   *
   * @param quarantined what each stage could not use
   * @param provenance what the run was made of, by name
   */
  static void add(
      PCollection<Outcome> outcomes,
      List<PCollection<Quarantined>> quarantined,
      ScoringOptions options,
      Map<String, String> provenance) {
    outcomes
        .apply("ScoreOutcomes", score(options))
        .apply(
            "WriteReport",
            WriteReport.to(options.getOutput())
                .withProvenance(provenance)
                .withQuarantine(Quarantine.counts(quarantined))
                .withGallery(outcomes.apply("KeptOutcomes", KeptOutcomes.create())));
  }

  /**
   * How the options have outcomes scored. The bootstrap has one seed whatever the run's, so that a
   * scorecard made again is the same, and all runs resample the same studies.
   */
  static ScoreOutcomes score(ScoringOptions options) {
    return ScoreOutcomes.create().withMinSlice(options.getMinSlice());
  }
}
