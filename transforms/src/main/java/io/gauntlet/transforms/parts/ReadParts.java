package io.gauntlet.transforms.parts;

import io.gauntlet.records.parts.PartName;
import io.gauntlet.records.parts.PartStore;
import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.records.parts.UnusedInput;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.io.NamedOutputs;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads parts that are finished, by this attempt or by an earlier one.
 *
 * <pre>{@code
 * ReadParts.Result parts = names.apply(ReadParts.in("/runs/1/outcomes"));
 * }</pre>
 *
 * <p>A break of the graph stands before it, so that nothing is attacked again because something
 * after it failed, and so that scoring has workers of its own. What is read is what is in place by
 * then: one of two attempts at a part, and its own summary.
 */
public final class ReadParts extends PTransform<PCollection<PartName>, ReadParts.Result> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Outcome> OUTCOMES = new TupleTag<>("outcomes") {};
  private static final TupleTag<Quarantined> UNUSED = new TupleTag<>("unused") {};
  private static final TupleTag<PartSummary> SUMMARIES = new TupleTag<>("summaries") {};

  private final String folder;

  /**
   * What is in the parts.
   *
   * @param outcomes of all
   * @param quarantined studies that could not be attacked
   * @param summaries one a part
   */
  public record Result(
      PCollection<Outcome> outcomes,
      PCollection<Quarantined> quarantined,
      PCollection<PartSummary> summaries)
      implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return Map.of("outcomes", outcomes, "quarantined", quarantined, "summaries", summaries);
    }
  }

  private ReadParts(String folder) {
    this.folder = folder;
  }

  /** The parts in a folder, on any of Beam's file systems. */
  public static ReadParts in(String folder) {
    return new ReadParts(folder);
  }

  @Override
  public Result expand(PCollection<PartName> names) {
    PCollectionTuple read =
        names
            .apply("BreakFusion", Reshuffle.viaRandomKey())
            .apply(
                "Read",
                ParDo.of(new Read(folder))
                    .withOutputTags(OUTCOMES, TupleTagList.of(UNUSED).and(SUMMARIES)));
    return new Result(read.get(OUTCOMES), read.get(UNUSED), read.get(SUMMARIES));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("parts", folder).withLabel("Folder of the parts"));
  }

  private static final class Read extends DoFn<PartName, Outcome> {
    private static final long serialVersionUID = 1;

    private final String folder;

    Read(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void process(@Element PartName name, MultiOutputReceiver out) throws IOException {
      PartStore store = new PartStore(new RunFiles(folder));
      PartSummary summary = store.summary(name);
      OutputReceiver<Outcome> outcomes = out.get(OUTCOMES);
      store.read(summary, outcomes::output);
      summary.unused().stream().map(UnusedInput::toRecord).forEach(out.get(UNUSED)::output);
      out.get(SUMMARIES).output(summary);
    }
  }
}
