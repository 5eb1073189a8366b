package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.report.diff.DiffPage;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.VerdictFiles;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;

/**
 * A report made again from what a run left in its folder.
 *
 * @param outcomes of the run
 * @param layout of its folder
 * @param history folder of the nights before; empty for none
 * @param given the verdict that it begins with; empty for that in the run's folder
 */
public record ReportStage(
    PCollection<Outcome> outcomes,
    RunLayout layout,
    Optional<String> history,
    Optional<Verdict> given) {
  /** The report of a run, without trends. */
  public static ReportStage of(PCollection<Outcome> outcomes, RunLayout layout) {
    return new ReportStage(outcomes, layout, Optional.empty(), Optional.empty());
  }

  /** With trends of the nights in a folder. */
  public ReportStage withHistory(Optional<String> folder) {
    return new ReportStage(outcomes, layout, folder, given);
  }

  /** With another verdict than that in the run's folder. */
  public ReportStage withVerdict(Verdict verdict) {
    return new ReportStage(outcomes, layout, history, Optional.of(verdict));
  }

  /**
   * Writes a run's report once more, with its figures as they are and what came to be known since:
   * how long it took, the verdict.
   *
   * @param history folder of the nights before; empty for none
   */
  public static void renew(
      PipelineOptions options, RunLayout layout, Scorecard scorecard, Optional<String> history)
      throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    of(outcomes(pipeline, layout), layout)
        .withHistory(history)
        .write(pipeline.apply("Scorecard", Create.of(scorecard)));
    pipeline.run().waitUntilFinish();
  }

  /**
   * Whether there are nights to draw trends of, where a user names a folder of them.
   *
   * @throws UsageException when it holds none
   */
  public static void requireHistory(String option, Optional<String> folder) {
    folder.ifPresent(
        named ->
            new NamedFiles<>(option, named + "/*.avro", () -> ReadRecords.avroFiles(named))
                .require("name the folder that gate --history keeps"));
  }

  /** The outcomes of a run. */
  public static PCollection<Outcome> outcomes(Pipeline pipeline, RunLayout layout) {
    return pipeline.apply("ReadOutcomes", ReadRecords.outcomes(layout.outcomes()));
  }

  /**
   * Writes the report, with the verdict where there is one.
   *
   * @throws UsageException when {@code run.json} or {@code verdict.json} cannot be read
   */
  public void write(PCollection<Scorecard> scorecard) throws IOException {
    writeWithGallery(scorecard, layout.folder());
  }

  /**
   * Writes the same report without a word or an image of a patient into another folder.
   *
   * @throws UsageException when {@code run.json} or {@code verdict.json} cannot be read
   */
  public void writeWithoutGallery(PCollection<Scorecard> scorecard, String folder)
      throws IOException {
    write(scorecard, report(scorecard.getPipeline(), folder));
  }

  /** The same with the gallery, into another folder. */
  public void writeWithGallery(PCollection<Scorecard> scorecard, String folder) throws IOException {
    Pipeline pipeline = scorecard.getPipeline();
    WriteReport report = withGallery(report(pipeline, folder), pipeline);
    boolean hasDiff =
        folder.equals(layout.folder()) && new RunFiles(folder).names().contains(DiffPage.FILE);
    write(scorecard, hasDiff ? report.withDiff(DiffPage.FILE) : report);
  }

  private WriteReport report(Pipeline pipeline, String folder) throws IOException {
    ReportFacts facts = ReportFacts.read(layout);
    return WriteReport.to(folder)
        .withProvenance(facts.provenance())
        .withSeconds(facts.seconds())
        .withQuarantine(Quarantine.readAll(pipeline, "Quarantine", layout))
        .withScope(pipeline.apply("Scope", Create.of(CheckedRun.scope(layout))));
  }

  private WriteReport withGallery(WriteReport report, Pipeline pipeline) throws IOException {
    return report.withCohort(CohortStage.readAll(pipeline, layout)).withGallery(outcomes);
  }

  private void write(PCollection<Scorecard> scorecard, WriteReport report) throws IOException {
    Pipeline pipeline = scorecard.getPipeline();
    WriteReport judged =
        verdict()
            .map(verdict -> report.withVerdict(pipeline.apply("Verdict", Create.of(verdict))))
            .orElse(report);
    scorecard.apply(
        "WriteReport",
        history.map(folder -> judged.withHistory(nights(pipeline, folder))).orElse(judged));
  }

  private static PCollection<HistoryRow> nights(Pipeline pipeline, String folder) {
    return pipeline.apply("ReadHistory", ReadRecords.history(folder));
  }

  private Optional<Verdict> verdict() throws IOException {
    if (given.isPresent()) {
      return given;
    }
    try {
      return Optional.of(GateStage.verdict(layout, VerdictFiles.JSON));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          layout.folder()
              + "/"
              + VerdictFiles.JSON
              + ": "
              + e.getMessage()
              + "; decide anew or delete it",
          e);
    }
  }
}
