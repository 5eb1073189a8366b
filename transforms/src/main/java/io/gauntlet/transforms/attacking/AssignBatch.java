package io.gauntlet.transforms.attacking;

import io.gauntlet.schema.Study;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Keys a study by its batch and by each shard of the plan, as a {@link BatchLayout} says. */
final class AssignBatch extends DoFn<Study, KV<Integer, Study>> {
  private static final long serialVersionUID = 1;

  private final PCollectionView<Long> count;
  private final int batch;

  AssignBatch(PCollectionView<Long> count, int batch) {
    this.count = count;
    this.batch = batch;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    BatchLayout layout = BatchLayout.of(context.sideInput(count), batch);
    int ofStudy = layout.batchOf(context.element());
    for (int shard = 0; shard < layout.shards(); shard++) {
      context.output(KV.of(layout.key(ofStudy, shard), context.element()));
    }
  }
}
