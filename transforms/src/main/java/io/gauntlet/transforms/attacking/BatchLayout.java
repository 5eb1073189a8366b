package io.gauntlet.transforms.attacking;

import com.google.common.hash.Hashing;
import io.gauntlet.schema.Study;
import java.nio.charset.StandardCharsets;

/**
 * How the work is cut into elements, from the size of the cohort alone. Few studies make few
 * batches, so the plan of attack is split to give all workers something to do; in a large cohort
 * there are enough batches, and the plan stays whole.
 *
 * <p>An element has the key {@code batch * shards + shard}.
 *
 * @param batches number of batches, at least 1
 * @param shards number of shards of the plan, at least 1
 */
record BatchLayout(int batches, int shards) {
  /** As many elements keep a few workers busy until the end. */
  private static final int ENOUGH = 16;

  /**
   * The layout of a cohort.
   *
   * @param studies number of studies
   * @param batch about as many studies are in a batch
   */
  static BatchLayout of(long studies, int batch) {
    int batches = Math.toIntExact(Math.max(1, (studies + batch - 1) / batch));
    return new BatchLayout(batches, Math.max(1, ENOUGH / batches));
  }

  /** The batch of a study, by its uid alone. */
  int batchOf(Study study) {
    long hash = Hashing.sha256().hashString(study.getUid(), StandardCharsets.UTF_8).asLong();
    return (int) Math.floorMod(hash, (long) batches);
  }

  /** The key of an element. */
  int key(int batch, int shard) {
    return batch * shards + shard;
  }

  /** The batch of a key. */
  int batchOf(int key) {
    return key / shards;
  }

  /** The shard of a key. */
  int shardOf(int key) {
    return key % shards;
  }
}
