package io.gauntlet.transforms.scoring;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.Slice;
import io.gauntlet.score.Slices;
import io.gauntlet.score.Validity;
import io.gauntlet.score.curve.RadiusCurve;
import io.gauntlet.score.tally.CellTallies;
import io.gauntlet.score.tally.CellTally;
import io.gauntlet.score.tally.ScorecardMaker;
import io.gauntlet.score.warnings.FalseSecurity;
import io.gauntlet.transforms.io.LeanOutcome;
import io.gauntlet.transforms.io.Tallying;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Counts outcomes into one scorecard: cells with their intervals, robustness curves, transfer, the
 * interaction of modalities, slices, and signs of false security.
 *
 * <pre>{@code
 * PCollection<Scorecard> scorecard =
 *     outcomes.apply(ScoreOutcomes.create().withSeed(1).withMinSlice(20));
 * }</pre>
 *
 * <p>Counts are whole numbers that merge in any order, resamples included: the scorecard is the
 * same whatever the bundling, and memory does not grow with the studies. No outcomes, no scorecard.
 */
public final class ScoreOutcomes extends PTransform<PCollection<Outcome>, PCollection<Scorecard>> {
  private static final long serialVersionUID = 1;

  private final long seed;
  private final int minSlice;

  private ScoreOutcomes(long seed, int minSlice) {
    this.seed = seed;
    this.minSlice = minSlice;
  }

  /** Scores every cell there is, with seed 1, and slices of at least 20 studies. */
  public static ScoreOutcomes create() {
    return new ScoreOutcomes(1, 20);
  }

  /** The seed of the bootstrap. */
  public ScoreOutcomes withSeed(long other) {
    return new ScoreOutcomes(other, minSlice);
  }

  /** The fewest studies of a MeSH term that make a slice. */
  public ScoreOutcomes withMinSlice(int studies) {
    return new ScoreOutcomes(seed, studies);
  }

  @Override
  public PCollection<Scorecard> expand(PCollection<Outcome> outcomes) {
    PCollection<Outcome> lean =
        outcomes
            .apply("WithAttackFields", MapElements.via(new WithAttackFields()))
            .apply(
                "WithoutImages",
                MapElements.into(TypeDescriptor.of(Outcome.class)).via(LeanOutcome::of));
    PCollection<Outcome> answers = lean.apply("Answers", Filter.by(Validity::isValid));
    PCollectionView<List<ModalityInteraction>> interactions =
        answers
            .apply("Interact", new InteractModalities(seed))
            .apply("Interactions", View.asList());
    PCollectionView<List<Slice>> slices =
        answers.apply("Slice", new SliceOutcomes(minSlice)).apply("Slices", View.asList());
    PCollectionView<List<RadiusCurve>> radii =
        answers.apply("SmallestChanges", new TallyRadii()).apply("Radii", View.asList());
    Views views = new Views(radii, interactions, slices);
    return lean.apply("KeyByCell", MapElements.via(new KeyByCell()))
        .apply("Tally", Combine.perKey(tallying()))
        .apply("KeyByRun", WithKeys.of(0))
        .apply("GatherTallies", GroupByKey.create())
        .apply(
            "MakeScorecard",
            ParDo.of(new MakeScorecard(views, minSlice))
                .withSideInputs(radii, interactions, slices));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("seed", seed).withLabel("Seed of the bootstrap"))
        .add(DisplayData.item("minSlice", minSlice).withLabel("Fewest studies of a slice"));
  }

  private Tallying<Outcome, CellTally> tallying() {
    long bootstrap = seed;
    return Tallying.in(
        CellTally.class,
        CellTally::new,
        (tally, outcome) -> tally.add(outcome, bootstrap),
        CellTally::merge);
  }

  private static final class KeyByCell extends SimpleFunction<Outcome, KV<CellKey, Outcome>> {
    private static final long serialVersionUID = 1;

    private final Counter outcomes = Metrics.counter(ScoreOutcomes.class, "outcomes");

    @Override
    public KV<CellKey, Outcome> apply(Outcome outcome) {
      outcomes.inc();
      return KV.of(CellKey.of(outcome), outcome);
    }
  }

  /** What goes beside the cells. */
  private record Views(
      PCollectionView<List<RadiusCurve>> radii,
      PCollectionView<List<ModalityInteraction>> interactions,
      PCollectionView<List<Slice>> slices)
      implements Serializable {}

  private static final class MakeScorecard
      extends DoFn<KV<Integer, Iterable<KV<CellKey, CellTally>>>, Scorecard> {
    private static final long serialVersionUID = 1;

    private final Views views;
    private final int minSlice;
    private final Counter cells = Metrics.counter(ScoreOutcomes.class, "cells");

    MakeScorecard(Views views, int minSlice) {
      this.views = views;
      this.minSlice = minSlice;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      ImmutableMap.Builder<CellKey, CellTally> tallies = ImmutableMap.builder();
      context
          .element()
          .getValue()
          .forEach(
              cell -> {
                cells.inc();
                tallies.put(cell.getKey(), cell.getValue());
              });
      CellTallies all = new CellTallies(tallies.buildOrThrow());
      context.output(
          ScorecardMaker.make(
                  all,
                  context.sideInput(views.radii()),
                  context.sideInput(views.interactions()),
                  new Slices(context.sideInput(views.slices()), minSlice))
              .withWarnings(FalseSecurity.warnings(all)));
    }
  }
}
