package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.scoring.KeptOutcomes;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;

/** The last stage: outcomes scored, and the report written. */
public final class ScoringStage {
  private ScoringStage() {}

  /**
   * Adds the stage to the graph of the outcomes.
   *
   * @param quarantined what each stage could not use
   * @param provenance what the run was made of, by name
   * @param verdict of the gate; empty where there is no gate
   * @return the scorecard
   */
  public static PCollection<Scorecard> add(
      PCollection<Outcome> outcomes,
      List<PCollection<Quarantined>> quarantined,
      RunLayout layout,
      ScoringRequest request,
      Map<String, String> provenance,
      Optional<PCollection<Verdict>> verdict) {
    PCollection<Scorecard> scorecard = outcomes.apply("ScoreOutcomes", score(request));
    WriteReport report =
        WriteReport.to(layout.folder())
            .withProvenance(provenance)
            .withQuarantine(Quarantine.counts(quarantined))
            .withGallery(outcomes.apply("KeptOutcomes", KeptOutcomes.create()));
    scorecard.apply(
        "WriteReport",
        verdict
            .map(made -> report.withVerdict(made.apply("AsVerdictOfReport", View.asList())))
            .orElse(report));
    return scorecard;
  }

  /**
   * How outcomes are scored. The bootstrap has one seed whatever the run's, so that a scorecard
   * made again is the same, and all runs resample the same studies.
   */
  public static ScoreOutcomes score(ScoringRequest request) {
    return ScoreOutcomes.create().withMinSlice(request.minSlice());
  }
}
