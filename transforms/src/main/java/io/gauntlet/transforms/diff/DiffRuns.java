package io.gauntlet.transforms.diff;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Validity;
import io.gauntlet.score.diff.RunDiff;
import io.gauntlet.score.diff.SideTally;
import io.gauntlet.score.diff.SidedStudy;
import io.gauntlet.score.pair.AttackTraits;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.tally.StudySlices;
import io.gauntlet.transforms.io.LeanOutcome;
import io.gauntlet.transforms.io.Tallying;
import io.gauntlet.transforms.io.UidBucket;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
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
 * Finds the studies that changed sides between a baseline and the input, a candidate's outcomes.
 *
 * <pre>{@code
 * PCollection<RunDiff> diff =
 *     candidate.apply(DiffRuns.against(baseline).between("runs/1", "runs/2"));
 * }</pre>
 *
 * <p>Studies that one of the two did not answer, and cells that one does not have, are left out.
 * Studies meet in buckets of their uids: memory holds a bucket of one victim, some 16,000 studies
 * of a million.
 */
public final class DiffRuns extends PTransform<PCollection<Outcome>, PCollection<RunDiff>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Outcome> BASELINE = new TupleTag<>("baseline") {};
  private static final TupleTag<Outcome> CANDIDATE = new TupleTag<>("candidate") {};

  private final transient PCollection<Outcome> baseline;
  private final String before;
  private final String after;

  private DiffRuns(PCollection<Outcome> baseline, String before, String after) {
    this.baseline = baseline;
    this.before = before;
    this.after = after;
  }

  /** Against the outcomes of another run; what both are called is empty unless given. */
  public static DiffRuns against(PCollection<Outcome> baseline) {
    return new DiffRuns(baseline, "", "");
  }

  /** What the two runs are called, such as by their folders. */
  public DiffRuns between(String baselineName, String candidateName) {
    return new DiffRuns(baseline, baselineName, candidateName);
  }

  @Override
  public PCollection<RunDiff> expand(PCollection<Outcome> candidate) {
    PCollectionView<Map<PairKey, SideTally>> tallies =
        KeyedPCollectionTuple.of(BASELINE, keyed("KeyBaseline", baseline))
            .and(CANDIDATE, keyed("KeyCandidate", candidate))
            .apply("JoinStudies", CoGroupByKey.create())
            .apply("PairSides", ParDo.of(new PairSides()))
            .apply(
                "TallySides",
                Combine.perKey(
                    Tallying.in(SideTally.class, SideTally::new, SideTally::add, SideTally::merge)))
            .apply("AsTallies", View.asMap());
    PCollectionView<Map<String, String>> attacked =
        candidate
            .apply("AttackOf", MapElements.via(new WhatIsAttacked()))
            .apply("EachAttackOnce", Distinct.create())
            .apply("AsAttacked", View.asMap());
    return candidate
        .getPipeline()
        .apply("Once", Create.of(1))
        .apply(
            "Together",
            ParDo.of(new Together(before, after, tallies, attacked))
                .withSideInputs(tallies, attacked));
  }

  private static PCollection<KV<KV<String, Integer>, Outcome>> keyed(
      String name, PCollection<Outcome> outcomes) {
    return outcomes
        .apply(name + "Valid", Filter.by(Validity::isValid))
        .apply(name, MapElements.via(new KeyByVictimAndBucket()));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("baseline", before).withLabel("Baseline"))
        .add(DisplayData.item("candidate", after).withLabel("Candidate"));
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

  private static final class WhatIsAttacked extends SimpleFunction<Outcome, KV<String, String>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<String, String> apply(Outcome outcome) {
      return KV.of(outcome.getAttack(), AttackTraits.of(outcome).attacked().name());
    }
  }

  private static final class PairSides
      extends DoFn<KV<KV<String, Integer>, CoGbkResult>, KV<PairKey, SidedStudy>> {
    private static final long serialVersionUID = 1;

    /** An outcome's cell and replica, and its study. */
    private record Place(CellKey cell, String uid) {
      static Place of(Outcome outcome) {
        return new Place(CellKey.of(outcome), outcome.getUid());
      }
    }

    @ProcessElement
    public void process(
        @Element KV<KV<String, Integer>, CoGbkResult> bucket,
        OutputReceiver<KV<PairKey, SidedStudy>> receiver) {
      ListMultimap<Place, Outcome> before =
          Multimaps.index(bucket.getValue().getAll(BASELINE), Place::of);
      for (Outcome outcome : bucket.getValue().getAll(CANDIDATE)) {
        List<Outcome> same = before.get(Place.of(outcome));
        if (!same.isEmpty()) {
          SidedStudy study = SidedStudy.of(same.get(0), outcome);
          CellKey cell = CellKey.of(outcome).ofAllReplicas();
          receiver.output(KV.of(new PairKey(cell, null), study));
          StudySlices.of(outcome.getAttributes())
              .forEach(slice -> receiver.output(KV.of(new PairKey(cell, slice), study)));
        }
      }
    }
  }

  private static final class Together extends DoFn<Integer, RunDiff> {
    private static final long serialVersionUID = 1;

    private final String before;
    private final String after;
    private final PCollectionView<Map<PairKey, SideTally>> tallies;
    private final PCollectionView<Map<String, String>> attacked;

    Together(
        String before,
        String after,
        PCollectionView<Map<PairKey, SideTally>> tallies,
        PCollectionView<Map<String, String>> attacked) {
      this.before = before;
      this.after = after;
      this.tallies = tallies;
      this.attacked = attacked;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(
          RunDiff.of(
              before,
              after,
              context.sideInput(tallies),
              Maps.transformValues(context.sideInput(attacked), Attacked::valueOf)));
    }
  }
}
