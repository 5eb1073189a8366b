package io.gauntlet.transforms.attacking;

import com.google.common.hash.Hashing;
import io.gauntlet.schema.Study;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Keys a study by its batch and by each part of the plan, from its uid and the size of the cohort
 * alone. Few studies make few batches, so that the plan is split to give all workers something to
 * do; in a large cohort batches are enough, and the plan stays whole.
 */
final class AssignBatch extends DoFn<Study, KV<Integer, Study>> {
  private static final long serialVersionUID = 1;

  /** Elements among which a few workers find something to do until the end. */
  private static final int ENOUGH = 16;

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
    int parts = parts(batches);
    int first = (int) Math.floorMod(hash, (long) batches) * parts;
    for (int part = 0; part < parts; part++) {
      context.output(KV.of(first + part, study));
    }
  }

  /** Most parts of the plan; a key is {@code batch * parts + part}. */
  static int parts(int batches) {
    return Math.max(1, ENOUGH / batches);
  }

  static int batches(long studies, int batch) {
    return Math.toIntExact(Math.max(1, (studies + batch - 1) / batch));
  }
}
