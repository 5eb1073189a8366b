package io.gauntlet.transforms.attacking;

import com.google.common.base.Throwables;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The batches that this process has decoded lately, so that the shards of a plan that it works on
 * read the images of a batch once. Beam gives the instances of a DoFn no common place, so the cache
 * belongs to the process, as {@link io.gauntlet.transforms.process.SharedModels} do; memory that is
 * short takes it away.
 */
final class DecodedBatches {
  private static final int MOST_BYTES = 256 << 20;
  private static final Cache<Key, ReadableStudies> OF_THIS_PROCESS =
      CacheBuilder.newBuilder()
          // One segment, so that one batch may take all the memory there is for batches.
          .concurrencyLevel(1)
          .softValues()
          .maximumWeight(MOST_BYTES)
          .weigher((Key key, ReadableStudies batch) -> (int) Math.min(MOST_BYTES, batch.memory()))
          .build();

  private DecodedBatches() {}

  /**
   * A batch of a graph.
   *
   * @param graph tells apart the runs of one process, whose files may have changed between them
   * @param batch its number
   */
  record Key(String graph, int batch) {}

  /** The batch of a key, which is read where no other shard has done so. */
  static ReadableStudies get(Key key, Supplier<ReadableStudies> read) {
    try {
      return OF_THIS_PROCESS.get(key, read::get);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (UncheckedExecutionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw e;
    }
  }
}
