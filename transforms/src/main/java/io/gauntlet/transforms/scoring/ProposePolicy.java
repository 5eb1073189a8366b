package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.FirstPolicy;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.PolicyWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Proposes the policy of a first release, as YAML; nothing where there are no outcomes. */
public final class ProposePolicy extends PTransform<PCollection<Outcome>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  private final GatePolicy start;

  private ProposePolicy(GatePolicy start) {
    this.start = start;
  }

  /** Begins with a policy, whose victims are the deployed ones. */
  public static ProposePolicy from(GatePolicy start) {
    return new ProposePolicy(start);
  }

  @Override
  public PCollection<String> expand(PCollection<Outcome> outcomes) {
    return PairRuns.withItself(outcomes, start)
        .apply("KeyByRun", WithKeys.of(0))
        .apply("GatherTallies", GroupByKey.create())
        .apply("Propose", MapElements.via(new Propose(start)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("policy", start.toString()).withLabel("Policy to begin with"));
  }

  private static final class Propose
      extends SimpleFunction<KV<Integer, Iterable<KV<PairKey, PairTally>>>, String> {
    private static final long serialVersionUID = 1;

    private final GatePolicy start;

    Propose(GatePolicy start) {
      this.start = start;
    }

    @Override
    public String apply(KV<Integer, Iterable<KV<PairKey, PairTally>>> tallies) {
      Map<PairKey, PairTally> cells = new HashMap<>();
      tallies.getValue().forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
      return PolicyWriter.write(FirstPolicy.of(start, cells));
    }
  }
}
