package io.gauntlet.pipelines;

import io.gauntlet.pipelines.options.PrepareCohortOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.SplitRequest;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.transforms.cohort.JoinedStudies;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** The pipeline {@code prepare-cohort}: joins, splits, and writes the studies. */
public final class PrepareCohort {
  private PrepareCohort() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    PrepareCohortOptions options = Launch.options(PrepareCohortOptions.class, arguments);
    CohortRequest cohort = Requests.cohort(options);
    SplitRequest split = Requests.split(options);
    cohort.requireReadable(cohort.modalities());
    RunLayout layout = RunLayout.of(options.getOutput());
    RunFolder.takeForStage(
        options.getOutput(),
        CohortStage.NAME,
        Requests.provenance(options, PrepareCohortOptions.class).with(cohort),
        List.of(layout.train(), layout.test(), layout.quarantine(CohortStage.NAME)));
    Pipeline pipeline = Pipeline.create(options);
    JoinedStudies joined = pipeline.apply("JoinStudies", CohortStage.join(cohort));
    CohortStage.write(
        joined, joined.studies().apply("SplitStudies", CohortStage.split(split)), layout);
    pipeline.run();
  }
}
