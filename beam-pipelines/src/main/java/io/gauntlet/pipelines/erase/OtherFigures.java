package io.gauntlet.pipelines.erase;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.pipelines.stage.CheckedRun;
import io.gauntlet.pipelines.stage.ReportStage;
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
import java.util.stream.Stream;
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
 */
record OtherFigures(RunLayout run) {
  private static final String REFERENCE = "reference";
  private static final ImmutableSet<String> COMPARISONS =
      ImmutableSet.of("compare.json", "compare.html", RunDiffJson.FILE, DiffPage.FILE);
  private static final ImmutableSet<String> MADE =
      ImmutableSet.of(WriteReport.SCORECARD, WriteReport.PAGE);
  private static final String TRENDS = "<h2 id=\"trends\">";

  /**
   * Makes them again.
   *
   * @param options of the pipeline that does
   */
  void renew(PipelineOptions options) throws IOException {
    RunFiles files = new RunFiles(run.folder());
    Set<String> names = files.names();
    files.delete(List.copyOf(deleted()));
    if (run.outcomes().files().isEmpty() || !names.contains(WriteReport.SCORECARD)) {
      return;
    }
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = ReportStage.outcomes(pipeline, run);
    PCollection<Scorecard> scorecard =
        outcomes.apply("ScoreOutcomes", ScoringStage.score(ScoringStage.request(run)));
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

  /** Names of the files that are deleted. */
  ImmutableSet<String> deleted() throws IOException {
    Location place = Location.of(run.folder());
    String root = place.resolve("").name();
    return Stream.concat(
            Sets.intersection(COMPARISONS, new RunFiles(place).names()).stream(),
            Listing.under(place.resolve(REFERENCE)).stream()
                .map(file -> Location.of(file.resourceId().toString()).name())
                .map(name -> name.substring(root.length())))
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Names of the files that are made again. */
  ImmutableSet<String> renewed() throws IOException {
    return ImmutableSet.copyOf(Sets.intersection(MADE, new RunFiles(run.folder()).names()));
  }

  /** Whether the page has trends of nights, which the run's folder does not have. */
  boolean hasTrends() throws IOException {
    return renewed().contains(WriteReport.PAGE)
        && new RunFiles(run.folder()).text(WriteReport.PAGE).contains(TRENDS);
  }
}
