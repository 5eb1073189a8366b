package io.gauntlet.transforms;

import io.gauntlet.schema.Diagnosis;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.CellTally;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Counts outcomes into one scorecard: a cell for each victim and attack, and one for each generator
 * whose pictures a victim was shown.
 *
 * <pre>{@code
 * PCollection<Scorecard> scorecard = outcomes.apply(ScoreOutcomes.create());
 * }</pre>
 *
 * <p>Counts are exact and merge in any order. No outcomes, no scorecard.
 */
public final class ScoreOutcomes extends PTransform<PCollection<Outcome>, PCollection<Scorecard>> {
  private static final long serialVersionUID = 1;

  private ScoreOutcomes() {}

  /** Scores every cell there is. */
  public static ScoreOutcomes create() {
    return new ScoreOutcomes();
  }

  @Override
  public PCollection<Scorecard> expand(PCollection<Outcome> outcomes) {
    return outcomes
        .apply("TallyOutcome", MapElements.via(new TallyOutcome()))
        .setCoder(KvCoder.of(new CellKeyCoder(), SerializableCoder.of(CellTally.class)))
        .apply("MergeTallies", Combine.perKey(new MergeTallies()))
        .apply("MakeCell", MapElements.via(new MakeCell()))
        .setCoder(SerializableCoder.of(ScorecardCell.class))
        .apply("KeyByRun", WithKeys.of(0))
        .apply("GatherCells", GroupByKey.create())
        .apply("MakeScorecard", MapElements.via(new MakeScorecard()))
        .setCoder(SerializableCoder.of(Scorecard.class));
  }

  private static final class TallyOutcome extends SimpleFunction<Outcome, KV<CellKey, CellTally>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<CellKey, CellTally> apply(Outcome outcome) {
      return KV.of(
          new CellKey(
              outcome.getVictim(),
              outcome.getAttack(),
              outcome.getGenerator(),
              outcome.getReplica()),
          CellTally.of(
              outcome.getLabel() == Diagnosis.ABNORMAL,
              abnormal(outcome.getCleanLogits()),
              abnormal(outcome.getAdversarialLogits()),
              outcome.getQueries()));
    }

    private static boolean abnormal(List<Float> logits) {
      return logits.get(1) > logits.get(0);
    }
  }

  private static final class MergeTallies extends Combine.BinaryCombineFn<CellTally> {
    private static final long serialVersionUID = 1;

    @Override
    public CellTally apply(CellTally left, CellTally right) {
      return left.plus(right);
    }
  }

  private static final class MakeCell
      extends SimpleFunction<KV<CellKey, CellTally>, ScorecardCell> {
    private static final long serialVersionUID = 1;

    @Override
    public ScorecardCell apply(KV<CellKey, CellTally> cell) {
      return cell.getValue().toCell(cell.getKey());
    }
  }

  private static final class MakeScorecard
      extends SimpleFunction<KV<Integer, Iterable<ScorecardCell>>, Scorecard> {
    private static final long serialVersionUID = 1;

    @Override
    public Scorecard apply(KV<Integer, Iterable<ScorecardCell>> all) {
      List<ScorecardCell> own = new ArrayList<>();
      List<ScorecardCell> transfer = new ArrayList<>();
      for (ScorecardCell cell : all.getValue()) {
        (cell.generator() == null ? own : transfer).add(cell);
      }
      return new Scorecard(own, transfer);
    }
  }
}
