package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.HistoryRows;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import java.time.Instant;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Makes the rows of a night in the history: one for each cell of its scorecard, with its verdict.
 *
 * <pre>{@code
 * PCollection<HistoryRow> rows = scorecard.apply(MakeHistory.of(verdict, run, Instant.now()));
 * }</pre>
 *
 * @see WriteHistory
 */
public final class MakeHistory extends PTransform<PCollection<Scorecard>, PCollection<HistoryRow>> {
  private static final long serialVersionUID = 1;

  private final transient PCollection<Verdict> verdict;
  private final RunFacts run;
  private final Instant night;

  private MakeHistory(PCollection<Verdict> verdict, RunFacts run, Instant night) {
    this.verdict = verdict;
    this.run = run;
    this.night = night;
  }

  /**
   * The rows of a run.
   *
   * @param verdict on the run; exactly one
   * @param run its folder and data
   * @param night when it was decided on
   */
  public static MakeHistory of(PCollection<Verdict> verdict, RunFacts run, Instant night) {
    return new MakeHistory(verdict, run, night);
  }

  Instant night() {
    return night;
  }

  @Override
  public PCollection<HistoryRow> expand(PCollection<Scorecard> scorecard) {
    PCollectionView<Verdict> view = verdict.apply("AsVerdict", View.asSingleton());
    return scorecard.apply(
        "MakeRows", ParDo.of(new MakeRows(view, run, night)).withSideInputs(view));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("run", run.toString()).withLabel("Run"))
        .add(DisplayData.item("night", night.toString()).withLabel("Night"));
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
