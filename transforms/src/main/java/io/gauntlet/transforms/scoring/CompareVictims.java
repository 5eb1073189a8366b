package io.gauntlet.transforms.scoring;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.compare.ComparedVictims;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.compare.VictimPair;
import io.gauntlet.score.compare.VictimPairing;
import io.gauntlet.score.compare.VictimRanking;
import io.gauntlet.score.compare.VictimTally;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.pair.StudyPair;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.transforms.io.LeanOutcome;
import io.gauntlet.transforms.io.Tallying;
import io.gauntlet.transforms.io.UidBucket;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Holds the victims of one run against each other, study by study, under each attack.
 *
 * <pre>{@code
 * PCollection<VictimComparison> comparison =
 *     outcomes.apply(
 *         CompareVictims.as(
 *             new ComparedVictims(
 *                 ImmutableList.of("image", "late-fusion"),
 *                 ImmutableList.of("none", "pgd*"),
 *                 ComparedMetric.ACCURACY,
 *                 ComparedVictims.Family.ATTACK)));
 * }</pre>
 *
 * <p>There is always exactly one comparison, the same whatever the bundling. Studies meet in
 * buckets of their uids: memory holds a bucket of one attack, some 16,000 studies of a million.
 */
public final class CompareVictims
    extends PTransform<PCollection<Outcome>, PCollection<VictimComparison>> {
  private static final long serialVersionUID = 1;

  private final ComparedVictims asked;

  private CompareVictims(ComparedVictims asked) {
    this.asked = asked;
  }

  /** Compares the victims, attacks and metric that are asked for. */
  public static CompareVictims as(ComparedVictims asked) {
    return new CompareVictims(asked);
  }

  @Override
  public PCollection<VictimComparison> expand(PCollection<Outcome> outcomes) {
    ComparedVictims wanted = asked;
    PCollectionView<Map<CellKey, VictimTally>> cells =
        outcomes
            .apply("AttackedItself", Filter.by(outcome -> outcome.getGenerator() == null))
            .apply("KeyByVictim", MapElements.via(new KeyByVictim()))
            .apply(
                "TallyVictims",
                Combine.perKey(
                    Tallying.in(
                        VictimTally.class, VictimTally::new, VictimTally::add, VictimTally::merge)))
            .apply("Victims", View.asMap());
    PCollectionView<Map<VictimPair, PairTally>> pairs =
        outcomes
            .apply("IsAsked", Filter.by(outcome -> wanted.isAsked(CellKey.of(outcome))))
            .apply("KeyByAttackAndBucket", MapElements.via(new KeyByAttackAndBucket()))
            .apply("GatherStudies", GroupByKey.create())
            .apply("PairVictims", ParDo.of(new PairVictims()))
            .apply("TallyPairs", Combine.perKey(tallying()))
            .apply("Pairs", View.asMap());
    return outcomes
        .getPipeline()
        .apply("Once", Create.of(1))
        .apply("Rank", ParDo.of(new Rank(asked, cells, pairs)).withSideInputs(cells, pairs));
  }

  private Tallying<StudyPair, PairTally> tallying() {
    return Tallying.in(
        PairTally.class,
        PairTally::new,
        asked.metric() == ComparedMetric.AUROC ? PairTally::addRanked : PairTally::add,
        PairTally::merge);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("victims", asked.victims().toString()).withLabel("Victims"))
        .add(DisplayData.item("attacks", asked.attacks().toString()).withLabel("Attacks"))
        .add(DisplayData.item("metric", asked.metric().key()).withLabel("Metric"))
        .add(DisplayData.item("family", asked.family().name()).withLabel("Family of tests"));
  }

  private static final class KeyByVictim extends SimpleFunction<Outcome, KV<CellKey, Outcome>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<CellKey, Outcome> apply(Outcome outcome) {
      return KV.of(CellKey.of(outcome).ofAllReplicas(), LeanOutcome.of(outcome));
    }
  }

  private static final class KeyByAttackAndBucket
      extends SimpleFunction<Outcome, KV<KV<String, Integer>, Outcome>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<KV<String, Integer>, Outcome> apply(Outcome outcome) {
      return KV.of(
          KV.of(outcome.getAttack(), UidBucket.of(outcome.getUid())), LeanOutcome.of(outcome));
    }
  }

  private static final class PairVictims
      extends DoFn<KV<KV<String, Integer>, Iterable<Outcome>>, KV<VictimPair, StudyPair>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<KV<String, Integer>, Iterable<Outcome>> bucket,
        OutputReceiver<KV<VictimPair, StudyPair>> receiver) {
      ListMultimap<String, Outcome> studies = Multimaps.index(bucket.getValue(), Outcome::getUid);
      for (String uid : studies.keySet()) {
        VictimPairing.pairs(studies.get(uid))
            .forEach((victims, pair) -> receiver.output(KV.of(victims, pair)));
      }
    }
  }

  private static final class Rank extends DoFn<Integer, VictimComparison> {
    private static final long serialVersionUID = 1;

    private final ComparedVictims asked;
    private final PCollectionView<Map<CellKey, VictimTally>> cells;
    private final PCollectionView<Map<VictimPair, PairTally>> pairs;

    Rank(
        ComparedVictims asked,
        PCollectionView<Map<CellKey, VictimTally>> cells,
        PCollectionView<Map<VictimPair, PairTally>> pairs) {
      this.asked = asked;
      this.cells = cells;
      this.pairs = pairs;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(VictimRanking.of(asked, context.sideInput(cells), context.sideInput(pairs)));
    }
  }
}
