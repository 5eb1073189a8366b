package io.gauntlet.transforms;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.SampleStudies;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/**
 * How the outcomes of a run are held against those of another, with what either could not use.
 *
 * @param comparison with the other run
 * @param before what earlier steps of this run could not use
 */
record HoldOutcomes(CompareToReference comparison, ImmutableList<PCollection<Quarantined>> before) {

  /**
   * Against a reference that was asked as this run was.
   *
   * @param scope what this run left out, and so did the reference
   */
  HoldOutcomes against(AttackReference.Result reference, PCollection<RunScope> scope) {
    return new HoldOutcomes(
        comparison
            .against(reference.outcomes(), scope)
            .withQuarantine(List.of(reference.again().quarantined()), List.of()),
        before);
  }

  /** Of a sample of all studies. */
  HoldOutcomes like(SampleStudies sample, PCollection<Study> all) {
    return new HoldOutcomes(comparison.likeSample(sample, all), before);
  }

  /** The verdict on a whole run. */
  PCollection<Verdict> all(
      AttackStudies.Result attacked,
      PCollection<Scorecard> scorecard,
      PCollection<RunScope> scope) {
    return attacked
        .outcomes()
        .apply(
            "CompareToReference",
            with(comparison, attacked.quarantined()).withScorecard(scorecard).withScope(scope));
  }

  /** The verdict on what comes first, with the warnings that follow from it alone. */
  PCollection<Verdict> primaries(
      AttackStudies.Result.Primaries first, ScoreOutcomes scoring, PCollection<RunScope> sample) {
    PCollection<Outcome> outcomes = first.outcomes();
    return outcomes.apply(
        "ComparePrimaries",
        with(comparison.ofPrimaries(), first.quarantined())
            .withScorecard(outcomes.apply("ScorePrimaries", scoring))
            .withScope(sample));
  }

  private CompareToReference with(CompareToReference made, PCollection<Quarantined> attacked) {
    return made.withQuarantine(
        List.of(),
        ImmutableList.<PCollection<Quarantined>>builder().addAll(before).add(attacked).build());
  }
}
