package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.ReleasePlan;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.power.RightsTally;
import java.util.Map;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** Plans what the studies of a reference can decide; exactly one plan. */
public final class PlanRelease extends PTransform<PCollection<Outcome>, PCollection<ReleasePlan>> {
  private static final long serialVersionUID = 1;

  private final GatePolicy policy;

  private PlanRelease(GatePolicy policy) {
    this.policy = policy;
  }

  /** Plans for the comparisons of a policy. */
  public static PlanRelease by(GatePolicy policy) {
    return new PlanRelease(policy);
  }

  @Override
  public PCollection<ReleasePlan> expand(PCollection<Outcome> outcomes) {
    PCollectionView<Map<PairKey, PairTally>> tallies =
        PairRuns.withItself(outcomes, policy).apply("Tallies", View.asMap());
    PCollectionView<RightsTally> rights =
        outcomes.apply("CountRights", new CountRights(policy)).apply("Rights", View.asSingleton());
    return outcomes
        .getPipeline()
        .apply("Once", Create.of(1))
        .apply("Plan", ParDo.of(new Plan(policy, tallies, rights)).withSideInputs(tallies, rights));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("policy", policy.toString()).withLabel("Policy"));
  }

  private static final class Plan extends DoFn<Integer, ReleasePlan> {
    private static final long serialVersionUID = 1;

    private final GatePolicy policy;
    private final PCollectionView<Map<PairKey, PairTally>> tallies;
    private final PCollectionView<RightsTally> rights;

    Plan(
        GatePolicy policy,
        PCollectionView<Map<PairKey, PairTally>> tallies,
        PCollectionView<RightsTally> rights) {
      this.policy = policy;
      this.tallies = tallies;
      this.rights = rights;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(ReleasePlan.of(policy, context.sideInput(tallies), context.sideInput(rights)));
    }
  }
}
