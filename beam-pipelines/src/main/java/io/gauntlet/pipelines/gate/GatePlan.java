package io.gauntlet.pipelines.gate;

import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.score.gate.ReleasePlan;
import io.gauntlet.score.gate.ReleasePlanJson;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.release.ReferenceStore;
import io.gauntlet.transforms.scoring.PlanRelease;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** What the cohort of a reference can decide, before a candidate is seen. */
final class GatePlan {
  private static final String FILE = "gate-plan.json";

  private final PipelineOptions options;
  private final PrintStream out;

  /**
   * On this machine.
   *
   * @param options of Beam's runner
   * @param out for the plan
   */
  GatePlan(PipelineOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Writes the plan beside the reference, and prints it. */
  void print(GateAction.Plan request) throws IOException {
    ReferenceStore store = ReferenceStore.in(request.reference());
    RunLayout reference = EarlierRun.reference("--reference", store).requireIntactOutcomes();
    GatePolicy policy = GateStage.policy(request.policy(), store);
    Pipeline pipeline = Pipeline.create(options);
    ReportStage.outcomes(pipeline, reference)
        .apply("PlanRelease", PlanRelease.by(policy))
        .apply("AsJson", MapElements.into(TypeDescriptors.strings()).via(ReleasePlanJson::write))
        .apply("WritePlan", WriteRunFile.of(request.reference(), FILE));
    pipeline.run().waitUntilFinish();
    ReleasePlan plan = ReleasePlanJson.read(new RunFiles(request.reference()).text(FILE));
    new PlannedRelease(out).print(plan);
  }
}
