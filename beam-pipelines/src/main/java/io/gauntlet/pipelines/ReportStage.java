package io.gauntlet.pipelines;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.Verdict;
import io.gauntlet.score.VerdictJson;
import io.gauntlet.transforms.KeptOutcomes;
import io.gauntlet.transforms.RunFiles;
import io.gauntlet.transforms.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;

/** A report made again from what a run left in its folder. */
final class ReportStage {
  private static final String VERDICT = "verdict.json";

  private ReportStage() {}

  /** The outcomes of a run. */
  static PCollection<Outcome> outcomes(Pipeline pipeline, RunLayout layout) {
    return pipeline.apply(
        "ReadOutcomes", AvroIO.read(Outcome.class).from(RunLayout.shards(layout.outcomes())));
  }

  /**
   * Writes the report, with the verdict where there is one.
   *
   * @throws UsageException when {@code run.json} or {@code verdict.json} cannot be read
   */
  static void add(PCollection<Scorecard> scorecard, PCollection<Outcome> outcomes, RunLayout layout)
      throws IOException {
    Pipeline pipeline = scorecard.getPipeline();
    ReportFacts facts = ReportFacts.read(layout);
    scorecard.apply(
        "WriteReport",
        WriteReport.to(layout.folder())
            .withProvenance(facts.provenance())
            .withSeconds(facts.seconds())
            .withQuarantine(Quarantine.counts(List.of(Quarantine.readAll(pipeline, layout))))
            .withGallery(outcomes.apply("KeptOutcomes", KeptOutcomes.create()))
            .withVerdict(
                pipeline
                    .apply(
                        "Verdict",
                        Create.of(verdict(layout)).withCoder(SerializableCoder.of(Verdict.class)))
                    .apply("AsVerdict", View.asList())));
  }

  private static List<Verdict> verdict(RunLayout layout) throws IOException {
    try {
      byte[] json = new RunFiles(layout.folder()).read(VERDICT);
      return List.of(VerdictJson.read(new String(json, StandardCharsets.UTF_8)));
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          layout.folder() + "/" + VERDICT + ": " + e.getMessage() + "; decide anew or delete it",
          e);
    }
  }
}
