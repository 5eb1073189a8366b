package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Slice;
import io.gauntlet.score.tally.SliceTally;
import io.gauntlet.score.tally.StudySlices;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Counts the outcomes of each slice of the studies apart, in every cell but those of transfer. */
final class SliceOutcomes extends PTransform<PCollection<Outcome>, PCollection<Slice>> {
  private static final long serialVersionUID = 1;

  private final int minStudies;

  SliceOutcomes(int minStudies) {
    this.minStudies = minStudies;
  }

  @Override
  public PCollection<Slice> expand(PCollection<Outcome> outcomes) {
    return outcomes
        .apply("KeyByCell", ParDo.of(new KeyByCell()))
        .apply("TallyHeadings", Combine.perKey(new TallyHeadings()))
        .apply("KeepLarge", ParDo.of(new KeepLarge(minStudies)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.add(DisplayData.item("minStudies", minStudies).withLabel("Fewest studies of a slice"));
  }

  private static final class KeyByCell extends DoFn<Outcome, KV<CellKey, Outcome>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element Outcome outcome, OutputReceiver<KV<CellKey, Outcome>> receiver) {
      if (outcome.getGenerator() == null) {
        receiver.output(KV.of(new CellKey(outcome.getVictim(), outcome.getAttack()), outcome));
      }
    }
  }

  /**
   * Tallies by slice. Cells rather than slices are the keys: a runner pays for every key, and all
   * headings of MeSH fit into memory.
   */
  private static final class TallyHeadings
      extends Combine.CombineFn<Outcome, Map<String, SliceTally>, Map<String, SliceTally>> {
    private static final long serialVersionUID = 1;

    @Override
    public Map<String, SliceTally> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<String, SliceTally> addInput(Map<String, SliceTally> tallies, Outcome outcome) {
      SliceTally tally = SliceTally.of(outcome);
      StudySlices.of(outcome.getAttributes())
          .forEach(slice -> tallies.merge(slice, tally, SliceTally::plus));
      return tallies;
    }

    @Override
    public Map<String, SliceTally> mergeAccumulators(Iterable<Map<String, SliceTally>> parts) {
      Map<String, SliceTally> merged = new HashMap<>();
      parts.forEach(
          part -> part.forEach((heading, tally) -> merged.merge(heading, tally, SliceTally::plus)));
      return merged;
    }

    @Override
    public Map<String, SliceTally> extractOutput(Map<String, SliceTally> tallies) {
      return tallies;
    }
  }

  private static final class KeepLarge extends DoFn<KV<CellKey, Map<String, SliceTally>>, Slice> {
    private static final long serialVersionUID = 1;

    private final int minStudies;

    KeepLarge(int minStudies) {
      this.minStudies = minStudies;
    }

    @ProcessElement
    public void process(
        @Element KV<CellKey, Map<String, SliceTally>> cell, OutputReceiver<Slice> receiver) {
      cell.getValue()
          .forEach(
              (heading, tally) -> {
                Slice slice = tally.toSlice(heading, cell.getKey());
                if (slice.studies() >= minStudies) {
                  receiver.output(slice);
                }
              });
    }
  }
}
