package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.power.RightsTally;
import io.gauntlet.score.power.StudyRights;
import io.gauntlet.transforms.io.LeanOutcome;
import io.gauntlet.transforms.io.Tallying;
import io.gauntlet.transforms.io.UidBucket;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Counts in which of a policy's primary comparisons a run is right, study by study: how its errors
 * go together. There is always exactly one tally.
 */
final class CountRights extends PTransform<PCollection<Outcome>, PCollection<RightsTally>> {
  private static final long serialVersionUID = 1;

  private final GatePolicy policy;

  CountRights(GatePolicy policy) {
    this.policy = policy;
  }

  @Override
  public PCollection<RightsTally> expand(PCollection<Outcome> outcomes) {
    GatePolicy rule = policy;
    return outcomes
        .apply(
            "IsPrimary",
            Filter.by(
                outcome ->
                    outcome.getGenerator() == null
                        && rule.mayBePrimary(outcome.getVictim(), outcome.getAttack())))
        .apply("KeyByBucket", MapElements.via(new KeyByBucket()))
        .apply("GroupStudies", GroupByKey.create())
        .apply("TellRights", ParDo.of(new TellRights(policy)))
        .apply(
            "TallyRights",
            Combine.globally(
                Tallying.in(
                    RightsTally.class, RightsTally::new, RightsTally::add, RightsTally::merge)));
  }

  private static final class KeyByBucket extends SimpleFunction<Outcome, KV<Integer, Outcome>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<Integer, Outcome> apply(Outcome outcome) {
      return KV.of(UidBucket.of(outcome.getUid()), LeanOutcome.of(outcome));
    }
  }

  private static final class TellRights extends DoFn<KV<Integer, Iterable<Outcome>>, StudyRights> {
    private static final long serialVersionUID = 1;

    private final GatePolicy policy;
    private final StudyPairing pairing;

    TellRights(GatePolicy policy) {
      this.policy = policy;
      this.pairing = new StudyPairing(policy);
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<Outcome>> bucket, OutputReceiver<StudyRights> receiver) {
      ListMultimap<String, Outcome> studies = Multimaps.index(bucket.getValue(), Outcome::getUid);
      for (String uid : studies.keySet()) {
        receiver.output(rights(studies.get(uid)));
      }
    }

    private StudyRights rights(List<Outcome> study) {
      ImmutableSortedMap.Builder<PairKey, Boolean> right = ImmutableSortedMap.naturalOrder();
      ListMultimap<String, Outcome> victims = Multimaps.index(study, Outcome::getVictim);
      for (String victim : victims.keySet()) {
        List<Outcome> outcomes = victims.get(victim);
        pairing
            .pairs(outcomes, outcomes)
            .forEach(
                (key, pair) -> {
                  if (policy.mayBePrimary(key.cell().victim(), key.cell().attack())
                      && (key.slice() == null || policy.restsOnSlice(key.slice()))) {
                    right.put(key, pair.reference().isMostlyRight());
                  }
                });
      }
      return new StudyRights(
          ClassNames.index(study.get(0)) == 1, study.get(0).getLabel(), right.buildOrThrow());
    }
  }
}
