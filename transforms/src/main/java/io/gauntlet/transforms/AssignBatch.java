package io.gauntlet.transforms;

import com.google.common.hash.Hashing;
import io.gauntlet.schema.Study;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Keys a study by its batch, from its uid and the size of the cohort alone. */
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
    Study study = context.element();
    int batches = batches(context.sideInput(count), batch);
    long hash = Hashing.sha256().hashString(study.getUid(), StandardCharsets.UTF_8).asLong();
    context.output(KV.of((int) Math.floorMod(hash, (long) batches), study));
  }

  static int batches(long studies, int batch) {
    return Math.toIntExact(Math.max(1, (studies + batch - 1) / batch));
  }
}
