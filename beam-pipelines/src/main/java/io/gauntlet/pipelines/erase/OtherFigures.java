package io.gauntlet.pipelines.erase;

import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.pipelines.stage.CheckedRun;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.report.diff.DiffPage;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.diff.RunDiffJson;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * What was made of a run's outcomes, and is others' now: the scorecard and the page are made again,
 * where the run has them; outcomes of a reference that was attacked as this run was, and
 * comparisons and pages that show studies one by one, are deleted, for they can be made again.
 *
 * @param run whose outcomes are what they are now
 * @param options of the pipeline
 */
record OtherFigures(RunLayout run, PipelineOptions options) {
  private static final String REFERENCE = "reference";
  private static final List<String> COMPARISONS =
      List.of("compare.json", "compare.html", RunDiffJson.FILE, DiffPage.FILE);
  private static final String USUAL_SLICE = "20";

  void renew() throws IOException {
    deleteUnder(Location.of(run.folder()).resolve(REFERENCE));
    RunFiles files = new RunFiles(run.folder());
    files.delete(COMPARISONS);
    Set<String> names = files.names();
    if (run.outcomes().files().isEmpty() || !names.contains(WriteReport.SCORECARD)) {
      return;
    }
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = ReportStage.outcomes(pipeline, run);
    PCollection<Scorecard> scorecard =
        outcomes.apply("ScoreOutcomes", ScoringStage.score(new ScoringRequest(minSlice())));
    if (names.contains(WriteReport.PAGE)) {
      ReportStage.of(outcomes, run).write(scorecard);
    } else {
      RunScope scope = CheckedRun.scope(run);
      scorecard
          .apply(
              "AsJson",
              MapElements.into(TypeDescriptors.strings())
                  .via(scored -> ScorecardJson.write(scored, scope)))
          .apply("WriteScorecard", WriteRunFile.of(run.folder(), WriteReport.SCORECARD));
    }
    pipeline.run().waitUntilFinish();
  }

  private int minSlice() throws IOException {
    return Integer.parseInt(RunFolder.options(run.folder()).getOrDefault("minSlice", USUAL_SLICE));
  }

  private static void deleteUnder(Location folder) throws IOException {
    String root = folder.resolve("").name();
    List<String> names =
        Listing.under(folder).stream()
            .map(file -> Location.of(file.resourceId().toString()).name())
            .map(name -> name.substring(root.length()))
            .toList();
    new RunFiles(folder).delete(names);
  }
}
