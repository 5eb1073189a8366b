package io.gauntlet.transforms.scoring;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.pair.StudyPair;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.io.Tallying;
import io.gauntlet.transforms.io.UidBucket;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Counts two runs in pairs of studies, cell by cell, with the suite and the slices of a policy.
 *
 * <p>Studies meet in buckets of their uids: memory holds a bucket of one victim, some 16,000
 * studies of a million.
 */
final class PairRuns extends PTransform<PCollection<Outcome>, PCollection<KV<PairKey, PairTally>>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Outcome> REFERENCE = new TupleTag<>("reference") {};
  private static final TupleTag<Outcome> CANDIDATE = new TupleTag<>("candidate") {};

  private final transient PCollection<Outcome> reference;
  private final GatePolicy policy;

  /** Pairs the input, the candidate's outcomes, with those of a reference. */
  PairRuns(PCollection<Outcome> reference, GatePolicy policy) {
    this.reference = reference;
    this.policy = policy;
  }

  @Override
  public PCollection<KV<PairKey, PairTally>> expand(PCollection<Outcome> candidate) {
    return KeyedPCollectionTuple.of(REFERENCE, keyed("KeyReference", reference))
        .and(CANDIDATE, keyed("KeyCandidate", candidate))
        .apply("JoinStudies", CoGroupByKey.create())
        .apply("PairStudies", ParDo.of(new PairStudies(policy)))
        .apply("TallyPairs", Combine.perKey(tallying()));
  }

  private Tallying<StudyPair, PairTally> tallying() {
    return Tallying.in(
        PairTally.class,
        PairTally::new,
        policy.comparesAreas() ? PairTally::addRanked : PairTally::add,
        PairTally::merge);
  }

  private static PCollection<KV<KV<String, Integer>, Outcome>> keyed(
      String name, PCollection<Outcome> outcomes) {
    return outcomes.apply(name, MapElements.via(new KeyByVictimAndBucket()));
  }

  private static final class KeyByVictimAndBucket
      extends SimpleFunction<Outcome, KV<KV<String, Integer>, Outcome>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<KV<String, Integer>, Outcome> apply(Outcome outcome) {
      return KV.of(
          KV.of(outcome.getVictim(), UidBucket.of(outcome.getUid())), LeanOutcome.of(outcome));
    }
  }

  private static final class PairStudies
      extends DoFn<KV<KV<String, Integer>, CoGbkResult>, KV<PairKey, StudyPair>> {
    private static final long serialVersionUID = 1;

    private final StudyPairing pairing;

    PairStudies(GatePolicy policy) {
      this.pairing = new StudyPairing(policy);
    }

    @ProcessElement
    public void process(
        @Element KV<KV<String, Integer>, CoGbkResult> joined,
        OutputReceiver<KV<PairKey, StudyPair>> receiver) {
      ListMultimap<String, Outcome> before =
          Multimaps.index(joined.getValue().getAll(REFERENCE), Outcome::getUid);
      ListMultimap<String, Outcome> after =
          Multimaps.index(joined.getValue().getAll(CANDIDATE), Outcome::getUid);
      for (String uid : Sets.union(before.keySet(), after.keySet())) {
        pairing
            .pairs(before.get(uid), after.get(uid))
            .forEach((key, pair) -> receiver.output(KV.of(key, pair)));
      }
    }
  }
}
