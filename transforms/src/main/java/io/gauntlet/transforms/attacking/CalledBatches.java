package io.gauntlet.transforms.attacking;

import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.order.PortionTurn;
import io.gauntlet.transforms.attacking.order.PortionTurn.Decision;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Gathers studies into batches once a portion's turn has come; into none where it is left out.
 *
 * <p>A turn meets the studies by their keys. As a side input it would have them wait in workers,
 * and a runner on one machine would try them again all the time, beside the attacks of the portion
 * before.
 */
final class CalledBatches
    extends PTransform<PCollection<KV<Integer, Study>>, PCollection<KV<Integer, Iterable<Study>>>> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Study> STUDIES = new TupleTag<>("studies") {};
  private static final TupleTag<Integer> CALLS = new TupleTag<>("calls") {};

  private final transient PCollection<PortionTurn> turn;
  private final PCollectionView<Long> count;
  private final int batch;

  /**
   * Batches of a portion.
   *
   * @param turn of the portion: one element
   * @param count of all studies
   * @param batch about as many studies are in a batch
   */
  CalledBatches(PCollection<PortionTurn> turn, PCollectionView<Long> count, int batch) {
    this.turn = turn;
    this.count = count;
    this.batch = batch;
  }

  @Override
  public PCollection<KV<Integer, Iterable<Study>>> expand(PCollection<KV<Integer, Study>> studies) {
    PCollection<KV<Integer, Integer>> calls =
        turn.apply("Call", ParDo.of(new Call(count, batch)).withSideInputs(count));
    return KeyedPCollectionTuple.of(STUDIES, studies)
        .and(CALLS, calls)
        .apply("GatherBatch", CoGroupByKey.create())
        .apply("IfCalled", ParDo.of(new IfCalled()))
        .setCoder(KvCoder.of(VarIntCoder.of(), IterableCoder.of(AvroCoder.of(Study.class))));
  }

  /** Calls each key that there may be. */
  private static final class Call extends DoFn<PortionTurn, KV<Integer, Integer>> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Long> count;
    private final int batch;

    Call(PCollectionView<Long> count, int batch) {
      this.count = count;
      this.batch = batch;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (context.element().decision() == Decision.LEAVE_OUT) {
        return;
      }
      BatchLayout layout = BatchLayout.of(context.sideInput(count), batch);
      for (int of = 0; of < layout.batches(); of++) {
        for (int shard = 0; shard < layout.shards(); shard++) {
          context.output(KV.of(layout.key(of, shard), shard));
        }
      }
    }
  }

  private static final class IfCalled
      extends DoFn<KV<Integer, CoGbkResult>, KV<Integer, Iterable<Study>>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<Integer, CoGbkResult> met,
        OutputReceiver<KV<Integer, Iterable<Study>>> batches) {
      Iterable<Study> studies = met.getValue().getAll(STUDIES);
      if (met.getValue().getAll(CALLS).iterator().hasNext() && studies.iterator().hasNext()) {
        batches.output(KV.of(met.getKey(), studies));
      }
    }
  }
}
