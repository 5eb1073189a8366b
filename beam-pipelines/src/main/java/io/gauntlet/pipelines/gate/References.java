package io.gauntlet.pipelines.gate;

import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.release.ReferenceStore;
import io.gauntlet.transforms.scoring.ProposePolicy;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** How a run becomes the reference: on purpose. */
final class References {
  private References() {}

  /** Makes a run the reference. */
  static void accept(GateAction.Accept accept, PrintStream out) throws IOException {
    RunLayout run = EarlierRun.in("--accept", accept.run()).requireIntactOutcomes();
    PathOptions.writable("reference", accept.reference());
    ReferenceStore.in(accept.reference()).accept(run.folder());
    out.println(run.folder() + " is the reference in " + accept.reference() + " now");
  }

  /**
   * Makes a run the first reference, and writes a policy beside it.
   *
   * @throws UsageException when there is a reference, or a policy, already
   */
  static void first(PipelineOptions options, GateAction.First first, PrintStream out)
      throws IOException {
    ReferenceStore store = ReferenceStore.in(first.reference());
    PathOptions.writable("reference", first.reference());
    EarlierRun.reference("--reference", store);
    if (store.hasReference() || store.policy().isPresent()) {
      throw new UsageException(
          "--first: there is a reference in %s already; gate --accept=RUN makes another run the"
                  .formatted(first.reference())
              + " reference");
    }
    RunLayout run = EarlierRun.in("--candidate", first.run()).requireIntactOutcomes();
    Pipeline pipeline = Pipeline.create(options);
    ReportStage.outcomes(pipeline, run)
        .apply("ProposePolicy", ProposePolicy.from(first.policy()))
        .apply("WritePolicy", WriteRunFile.of(first.reference(), ReferenceStore.POLICY));
    pipeline.run().waitUntilFinish();
    store.accept(run.folder());
    out.println(run.folder() + " is the reference in " + first.reference() + " now; its policy:");
    out.println();
    out.print(store.policy().orElseThrow());
  }
}
