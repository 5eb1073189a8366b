package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.HistoryRows;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import java.time.Instant;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Adds a night to the history: a row for each cell of its scorecard, with its verdict.
 *
 * <pre>{@code
 * scorecard.apply(WriteHistory.to("/history", verdict, run, Instant.now()));
 * }</pre>
 *
 * <p>A night is an Avro file of its own, so that none is ever changed; the history is all files of
 * the folder. The output are the rows, for a table elsewhere.
 */
public final class WriteHistory
    extends PTransform<PCollection<Scorecard>, PCollection<HistoryRow>> {
  private static final long serialVersionUID = 1;
  private static final String AVRO = ".avro";

  private final String folder;
  private final transient PCollection<Verdict> verdict;
  private final RunFacts run;
  private final Instant night;

  private WriteHistory(String folder, PCollection<Verdict> verdict, RunFacts run, Instant night) {
    this.folder = folder;
    this.verdict = verdict;
    this.run = run;
    this.night = night;
  }

  /**
   * A night decided on.
   *
   * @param folder of the history, on any of Beam's file systems; null to write no file
   * @param verdict on the run
   * @param run its folder and data
   * @param night when
   */
  public static WriteHistory to(
      String folder, PCollection<Verdict> verdict, RunFacts run, Instant night) {
    return new WriteHistory(folder, verdict, run, night);
  }

  /** All files of a history. */
  public static String pattern(String folder) {
    return (folder.endsWith("/") ? folder : folder + "/") + "*" + AVRO;
  }

  @Override
  public PCollection<HistoryRow> expand(PCollection<Scorecard> scorecard) {
    PCollectionView<Verdict> view = verdict.apply("AsVerdict", View.asSingleton());
    PCollection<HistoryRow> rows =
        scorecard.apply(
            "MakeRows", ParDo.of(new MakeRows(view, run, night)).withSideInputs(view));
    if (folder != null) {
      String file = pattern(folder).replace("*" + AVRO, "") + night.toString().replace(':', '-');
      rows.apply(
          "WriteNight", AvroIO.write(HistoryRow.class).to(file).withSuffix(AVRO).withoutSharding());
    }
    return rows;
  }

  private static final class MakeRows extends DoFn<Scorecard, HistoryRow> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Verdict> verdict;
    private final RunFacts run;
    private final Instant night;
    private final Counter made = Metrics.counter(WriteHistory.class, "rows");

    MakeRows(PCollectionView<Verdict> verdict, RunFacts run, Instant night) {
      this.verdict = verdict;
      this.run = run;
      this.night = night;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      HistoryRows.of(context.element(), context.sideInput(verdict), run, night)
          .forEach(
              row -> {
                made.inc();
                context.output(row);
              });
    }
  }
}
