package io.gauntlet.pipelines;

import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.PrepareCohortOptions;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.Provenance;
import io.gauntlet.pipelines.stage.RunFolder;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** The pipeline {@code prepare-cohort}: joins, splits, and writes the studies. */
public final class PrepareCohort {
  private PrepareCohort() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    PrepareCohortOptions options = Launch.options(PrepareCohortOptions.class, arguments);
    Checks.prepare(options);
    RunFolder.takeForStage(
        options.getOutput(),
        CohortStage.NAME,
        Provenance.ofCohort(options, PrepareCohortOptions.class),
        List.of("studies/", "quarantine/" + CohortStage.NAME));
    Pipeline pipeline = Pipeline.create(options);
    CohortStage.add(pipeline, options);
    pipeline.run();
  }
}
