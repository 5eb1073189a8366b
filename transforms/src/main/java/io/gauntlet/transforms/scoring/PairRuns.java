package io.gauntlet.transforms.scoring;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.pair.Example;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.pair.RunCells;
import io.gauntlet.score.pair.StudyInRun;
import io.gauntlet.score.pair.StudyPair;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.io.LeanOutcome;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.io.Tallying;
import io.gauntlet.transforms.io.UidBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Distinct;
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
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Counts two runs in pairs of studies, cell by cell, with the suite and the slices of a policy. A
 * study that one run could not use, and the other has outcomes of, is one that it gave no answer
 * to.
 *
 * <p>Studies meet in buckets of their uids: memory holds a bucket of one victim, some 16,000
 * studies of a million.
 */
final class PairRuns extends PTransform<PCollection<Outcome>, PairRuns.Result> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Outcome> REFERENCE = new TupleTag<>("reference") {};
  private static final TupleTag<Outcome> CANDIDATE = new TupleTag<>("candidate") {};
  private static final TupleTag<Outcome> ORIGINAL = new TupleTag<>("original") {};
  private static final TupleTag<KV<String, String>> UNUSED_BY_REFERENCE =
      new TupleTag<>("unused-by-reference") {};
  private static final TupleTag<KV<String, String>> UNUSED_BY_CANDIDATE =
      new TupleTag<>("unused-by-candidate") {};
  private static final TupleTag<KV<PairKey, StudyPair>> PAIRS = new TupleTag<>("pairs") {};
  private static final TupleTag<String> UNUSED_BY_BOTH = new TupleTag<>("unused-by-both") {};

  private final transient PCollection<Outcome> reference;
  private final transient Unused unused;
  private final GatePolicy policy;

  /**
   * What was counted.
   *
   * @param tallies by cell and slice
   * @param unusedByBoth studies that neither run could use: one element, or none
   */
  record Result(PCollection<KV<PairKey, PairTally>> tallies, PCollection<Example> unusedByBoth)
      implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return Map.of("tallies", tallies, "unused-by-both", unusedByBoth);
    }
  }

  private PairRuns(PCollection<Outcome> reference, Unused unused, GatePolicy policy) {
    this.reference = reference;
    this.unused = unused;
    this.policy = policy;
  }

  /** Pairs a run's outcomes with themselves, for what can be told of one run. */
  static PCollection<KV<PairKey, PairTally>> withItself(
      PCollection<Outcome> outcomes, GatePolicy policy) {
    return outcomes
        .apply(
            "PairWithItself", new PairRuns(outcomes, Unused.none(outcomes.getPipeline()), policy))
        .tallies();
  }

  /** Pairs the input, the candidate's outcomes, with those of a reference. */
  static PairRuns with(PCollection<Outcome> reference, Unused unused, GatePolicy policy) {
    return new PairRuns(reference, unused, policy);
  }

  @Override
  public Result expand(PCollection<Outcome> candidate) {
    PCollectionView<RunCells> cellsOfReference = cells("Reference", reference);
    PCollectionView<RunCells> cellsOfCandidate = cells("Candidate", candidate);
    PCollectionTuple paired =
        KeyedPCollectionTuple.of(REFERENCE, keyed("KeyReference", reference))
            .and(CANDIDATE, keyed("KeyCandidate", candidate))
            .and(ORIGINAL, keyed("KeyOriginal", unused.original()))
            .and(
                UNUSED_BY_REFERENCE,
                unused.byReference().apply("UnusedByReference", byVictim(cellsOfReference)))
            .and(
                UNUSED_BY_CANDIDATE,
                unused.byCandidate().apply("UnusedByCandidate", byVictim(cellsOfCandidate)))
            .apply("JoinStudies", CoGroupByKey.create())
            .apply(
                "PairStudies",
                ParDo.of(new PairStudies(policy, cellsOfReference, cellsOfCandidate))
                    .withSideInputs(cellsOfReference, cellsOfCandidate)
                    .withOutputTags(PAIRS, TupleTagList.of(UNUSED_BY_BOTH)));
    return new Result(
        paired.get(PAIRS).apply("TallyPairs", Combine.perKey(tallying())),
        paired
            .get(UNUSED_BY_BOTH)
            .apply("EachOnce", Distinct.create())
            .apply(
                "AsExample",
                MapElements.into(TypeDescriptor.of(Example.class)).via(uid -> new Example(1, uid)))
            .apply("CountUnused", Combine.globally(Example::with).withoutDefaults()));
  }

  private Tallying<StudyPair, PairTally> tallying() {
    return Tallying.in(
        PairTally.class,
        PairTally::new,
        policy.comparesAreas() ? PairTally::addRanked : PairTally::add,
        PairTally::merge);
  }

  private static PCollectionView<RunCells> cells(String run, PCollection<Outcome> outcomes) {
    return outcomes.apply(
        "CellsOf" + run,
        Combine.globally(
                Tallying.<Outcome, RunCells>in(
                    RunCells.class, RunCells::new, RunCells::add, RunCells::merge))
            .asSingletonView());
  }

  private static PCollection<KV<KV<String, Integer>, Outcome>> keyed(
      String name, PCollection<Outcome> outcomes) {
    return outcomes.apply(name, MapElements.via(new KeyByVictimAndBucket()));
  }

  private static ParDo.SingleOutput<KV<String, String>, KV<KV<String, Integer>, KV<String, String>>>
      byVictim(PCollectionView<RunCells> cells) {
    return ParDo.of(new KeyByVictims(cells)).withSideInputs(cells);
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

  /** No victim of a run was asked about a study that the run could not use. */
  private static final class KeyByVictims
      extends DoFn<KV<String, String>, KV<KV<String, Integer>, KV<String, String>>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<RunCells> cells;

    KeyByVictims(PCollectionView<RunCells> cells) {
      this.cells = cells;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      KV<String, String> study = context.element();
      for (String victim : context.sideInput(cells).victims()) {
        context.output(KV.of(KV.of(victim, UidBucket.of(study.getKey())), study));
      }
    }
  }

  private static final class PairStudies
      extends DoFn<KV<KV<String, Integer>, CoGbkResult>, KV<PairKey, StudyPair>> {
    private static final long serialVersionUID = 1;

    private final StudyPairing pairing;
    private final PCollectionView<RunCells> cellsOfReference;
    private final PCollectionView<RunCells> cellsOfCandidate;

    PairStudies(
        GatePolicy policy,
        PCollectionView<RunCells> cellsOfReference,
        PCollectionView<RunCells> cellsOfCandidate) {
      this.pairing = new StudyPairing(policy);
      this.cellsOfReference = cellsOfReference;
      this.cellsOfCandidate = cellsOfCandidate;
    }

    @ProcessElement
    public void process(ProcessContext context, MultiOutputReceiver out) {
      CoGbkResult joined = context.element().getValue();
      Side reference =
          new Side(
              byUid(joined.getAll(REFERENCE)),
              reasons(joined.getAll(UNUSED_BY_REFERENCE)),
              context.sideInput(cellsOfReference));
      Side candidate =
          new Side(
              byUid(joined.getAll(CANDIDATE)),
              reasons(joined.getAll(UNUSED_BY_CANDIDATE)),
              context.sideInput(cellsOfCandidate));
      ListMultimap<String, Outcome> original = byUid(joined.getAll(ORIGINAL));
      Set<String> unusable = Sets.intersection(candidate.unused.keySet(), original.keySet());
      Set<String> uids =
          Sets.union(
              Sets.union(reference.outcomes.keySet(), candidate.outcomes.keySet()), unusable);
      for (String uid : uids) {
        StudyInRun before =
            reference.outcomes.containsKey(uid) || !unusable.contains(uid)
                ? reference.study(uid)
                : reference.studyBefore(original.get(uid), candidate.unused.get(uid));
        StudyInRun after = candidate.study(uid);
        if (!before.isEmpty() || !after.isEmpty()) {
          pairing
              .pairs(before, after)
              .forEach((key, pair) -> out.get(PAIRS).output(KV.of(key, pair)));
        }
      }
      Sets.difference(Sets.intersection(reference.unused.keySet(), candidate.unused.keySet()), uids)
          .forEach(out.get(UNUSED_BY_BOTH)::output);
    }

    private static ListMultimap<String, Outcome> byUid(Iterable<Outcome> outcomes) {
      return Multimaps.index(outcomes, Outcome::getUid);
    }

    /** Of several reasons the first by its text. */
    private static Map<String, String> reasons(Iterable<KV<String, String>> unused) {
      Map<String, String> reasons = new TreeMap<>();
      unused.forEach(
          study ->
              reasons.merge(
                  study.getKey(),
                  study.getValue(),
                  (one, other) -> one.compareTo(other) <= 0 ? one : other));
      return reasons;
    }
  }

  /**
   * What one run has of a bucket of one victim.
   *
   * @param outcomes by uid
   * @param unused reasons by uid
   * @param cells of the whole run
   */
  private record Side(
      ListMultimap<String, Outcome> outcomes, Map<String, String> unused, RunCells cells) {

    StudyInRun study(String uid) {
      return new StudyInRun(outcomes.get(uid), Optional.ofNullable(unused.get(uid)), cells);
    }

    /**
     * A study that this run said something of before it was asked as the other run was, which could
     * not use it: what it had not been asked then, it could not be asked now.
     */
    StudyInRun studyBefore(List<Outcome> before, String reason) {
      return new StudyInRun(
          before.stream().filter(outcome -> cells.has(RunCells.cell(outcome))).toList(),
          Optional.of(reason),
          cells);
    }
  }
}
