package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.Gate;
import io.gauntlet.score.gate.GatePolicy;
import io.gauntlet.score.gate.PairKey;
import io.gauntlet.score.gate.PairTally;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.StudyPair;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.tally.Decision;
import io.gauntlet.score.tally.SliceTally;
import io.gauntlet.transforms.io.Tallying;
import io.gauntlet.transforms.io.UidBucket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Compares a candidate's outcomes with a baseline's, study by study, and decides.
 *
 * <pre>{@code
 * PCollection<Verdict> verdict =
 *     candidateOutcomes.apply(
 *         CompareToBaseline.of(baselineOutcomes)
 *             .between(new RunFacts("runs/1", digest), new RunFacts("runs/2", digest))
 *             .withPolicy(policy));
 * }</pre>
 *
 * <p>There is always exactly one verdict, also when a side is empty. It is the same whatever the
 * bundling. Studies meet in buckets of their uids: memory holds a bucket of one victim, some 16,000
 * studies of a million.
 */
public final class CompareToBaseline
    extends PTransform<PCollection<Outcome>, PCollection<Verdict>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Outcome> BASELINE = new TupleTag<>("baseline") {};
  private static final TupleTag<Outcome> CANDIDATE = new TupleTag<>("candidate") {};

  private final transient PCollection<Outcome> baseline;
  private final GatePolicy policy;
  private final RunFacts baselineFacts;
  private final RunFacts candidateFacts;
  private final long seed;

  private CompareToBaseline(
      PCollection<Outcome> baseline,
      GatePolicy policy,
      RunFacts baselineFacts,
      RunFacts candidateFacts,
      long seed) {
    this.baseline = baseline;
    this.policy = policy;
    this.baselineFacts = baselineFacts;
    this.candidateFacts = candidateFacts;
    this.seed = seed;
  }

  /** Compares with these outcomes, by the standard policy. */
  public static CompareToBaseline of(PCollection<Outcome> baseline) {
    return new CompareToBaseline(
        baseline, GatePolicy.standard(), RunFacts.unknown(), RunFacts.unknown(), 1);
  }

  /** Where the two runs are, and what data they read. */
  public CompareToBaseline between(RunFacts baselineRun, RunFacts candidateRun) {
    return new CompareToBaseline(baseline, policy, baselineRun, candidateRun, seed);
  }

  /** Another policy. */
  public CompareToBaseline withPolicy(GatePolicy other) {
    return new CompareToBaseline(baseline, other, baselineFacts, candidateFacts, seed);
  }

  /** The seed of the bootstrap; 1 unless given. */
  public CompareToBaseline withSeed(long other) {
    return new CompareToBaseline(baseline, policy, baselineFacts, candidateFacts, other);
  }

  @Override
  public PCollection<Verdict> expand(PCollection<Outcome> candidate) {
    PCollectionView<Iterable<KV<PairKey, PairTally>>> tallies =
        KeyedPCollectionTuple.of(BASELINE, keyed("KeyBaseline", baseline))
            .and(CANDIDATE, keyed("KeyCandidate", candidate))
            .apply("JoinStudies", CoGroupByKey.create())
            .apply("PairStudies", ParDo.of(new PairStudies(policy)))
            .apply("TallyPairs", Combine.perKey(tallying()))
            .apply("Tallies", View.asIterable());
    return candidate
        .getPipeline()
        .apply("Once", Create.of(1))
        .apply(
            "Decide",
            ParDo.of(new Decide(tallies, new Gate(policy, baselineFacts, candidateFacts)))
                .withSideInputs(tallies));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("policy", policy.toString()).withLabel("Policy"))
        .add(DisplayData.item("baseline", baselineFacts.toString()).withLabel("Baseline"))
        .add(DisplayData.item("candidate", candidateFacts.toString()).withLabel("Candidate"))
        .add(DisplayData.item("seed", seed).withLabel("Seed of the bootstrap"));
  }

  private Tallying<StudyPair, PairTally> tallying() {
    long bootstrap = seed;
    return Tallying.in(
        PairTally.class,
        PairTally::new,
        (tally, pair) -> tally.add(pair, bootstrap),
        PairTally::merge);
  }

  private PCollection<KV<KV<String, Integer>, Outcome>> keyed(
      String name, PCollection<Outcome> outcomes) {
    return outcomes.apply(name, ParDo.of(new KeyByVictimAndBucket(policy)));
  }

  private static CellKey cell(Outcome outcome) {
    return new CellKey(outcome.getVictim(), outcome.getAttack(), outcome.getGenerator());
  }

  private static final class KeyByVictimAndBucket
      extends DoFn<Outcome, KV<KV<String, Integer>, Outcome>> {
    private static final long serialVersionUID = 1;

    private final GatePolicy policy;

    KeyByVictimAndBucket(GatePolicy policy) {
      this.policy = policy;
    }

    @ProcessElement
    public void process(
        @Element Outcome outcome, OutputReceiver<KV<KV<String, Integer>, Outcome>> receiver) {
      if (policy.looksAt(cell(outcome))) {
        receiver.output(
            KV.of(
                KV.of(outcome.getVictim(), UidBucket.of(outcome.getUid())),
                LeanOutcome.of(outcome)));
      }
    }
  }

  /** One study in one cell. */
  private record CellStudy(CellKey cell, String uid) {
    static CellStudy of(Outcome outcome) {
      return new CellStudy(CompareToBaseline.cell(outcome), outcome.getUid());
    }
  }

  private static final class PairStudies
      extends DoFn<KV<KV<String, Integer>, CoGbkResult>, KV<PairKey, StudyPair>> {
    private static final long serialVersionUID = 1;

    private final GatePolicy policy;

    PairStudies(GatePolicy policy) {
      this.policy = policy;
    }

    @ProcessElement
    public void process(
        @Element KV<KV<String, Integer>, CoGbkResult> joined,
        OutputReceiver<KV<PairKey, StudyPair>> receiver) {
      ListMultimap<CellStudy, Outcome> before =
          Multimaps.index(joined.getValue().getAll(BASELINE), CellStudy::of);
      ListMultimap<CellStudy, Outcome> after =
          Multimaps.index(joined.getValue().getAll(CANDIDATE), CellStudy::of);
      for (CellStudy study : Sets.union(before.keySet(), after.keySet())) {
        pair(study, before.get(study), after.get(study), receiver);
      }
    }

    private void pair(
        CellStudy study,
        List<Outcome> before,
        List<Outcome> after,
        OutputReceiver<KV<PairKey, StudyPair>> receiver) {
      StudyPair pair = new StudyPair(study.uid(), decisions(before), decisions(after));
      Outcome any = after.isEmpty() ? before.get(0) : after.get(0);
      Stream<PairKey> slices =
          SliceTally.headings(any).stream()
              .filter(policy::countsSlice)
              .map(heading -> new PairKey(study.cell(), heading));
      Stream.concat(Stream.of(new PairKey(study.cell(), null)), slices)
          .forEach(key -> receiver.output(KV.of(key, pair)));
    }

    private static ImmutableList<Decision> decisions(List<Outcome> outcomes) {
      return outcomes.stream().map(Decision::of).collect(ImmutableList.toImmutableList());
    }
  }

  private static final class Decide extends DoFn<Integer, Verdict> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<KV<PairKey, PairTally>>> tallies;
    private final Gate gate;

    Decide(PCollectionView<Iterable<KV<PairKey, PairTally>>> tallies, Gate gate) {
      this.tallies = tallies;
      this.gate = gate;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Map<PairKey, PairTally> cells = new HashMap<>();
      context.sideInput(tallies).forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
      context.output(gate.decide(cells));
    }
  }
}
