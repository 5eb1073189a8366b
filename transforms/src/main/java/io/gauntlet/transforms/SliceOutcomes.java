package io.gauntlet.transforms;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Slice;
import io.gauntlet.score.SliceTally;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Counts the outcomes of each MeSH heading apart, in every cell but those of transfer. */
final class SliceOutcomes extends PTransform<PCollection<Outcome>, PCollection<Slice>> {
  private static final long serialVersionUID = 1;

  private final int minStudies;

  SliceOutcomes(int minStudies) {
    this.minStudies = minStudies;
  }

  @Override
  public PCollection<Slice> expand(PCollection<Outcome> outcomes) {
    return outcomes
        .apply("TallyHeadings", ParDo.of(new TallyHeadings()))
        .setCoder(
            KvCoder.of(
                KvCoder.of(StringUtf8Coder.of(), new CellKeyCoder()),
                SerializableCoder.of(SliceTally.class)))
        .apply("MergeTallies", Combine.perKey(new MergeTallies()))
        .apply("KeepLarge", ParDo.of(new KeepLarge(minStudies)))
        .setCoder(SerializableCoder.of(Slice.class));
  }

  private static final class TallyHeadings
      extends DoFn<Outcome, KV<KV<String, CellKey>, SliceTally>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element Outcome outcome, OutputReceiver<KV<KV<String, CellKey>, SliceTally>> receiver) {
      if (outcome.getGenerator() == null) {
        CellKey key = new CellKey(outcome.getVictim(), outcome.getAttack(), null);
        SliceTally tally = SliceTally.of(outcome);
        SliceTally.headings(outcome)
            .forEach(heading -> receiver.output(KV.of(KV.of(heading, key), tally)));
      }
    }
  }

  private static final class MergeTallies extends Combine.BinaryCombineFn<SliceTally> {
    private static final long serialVersionUID = 1;

    @Override
    public SliceTally apply(SliceTally left, SliceTally right) {
      return left.plus(right);
    }
  }

  private static final class KeepLarge extends DoFn<KV<KV<String, CellKey>, SliceTally>, Slice> {
    private static final long serialVersionUID = 1;

    private final int minStudies;

    KeepLarge(int minStudies) {
      this.minStudies = minStudies;
    }

    @ProcessElement
    public void process(
        @Element KV<KV<String, CellKey>, SliceTally> tally, OutputReceiver<Slice> receiver) {
      if (tally.getValue().confusion().n() >= minStudies) {
        KV<String, CellKey> slice = tally.getKey();
        receiver.output(tally.getValue().toSlice(slice.getKey(), slice.getValue()));
      }
    }
  }
}
