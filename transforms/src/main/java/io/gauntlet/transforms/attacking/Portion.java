package io.gauntlet.transforms.attacking;

import com.google.common.collect.ImmutableList;
import io.gauntlet.transforms.attacking.order.PortionTurn;
import java.io.Serializable;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A portion of the plan of attack.
 *
 * @param index from 0
 * @param graph tells apart the runs of one process
 * @param turn whether it is attacked: one, or none where it is in any case
 */
record Portion(int index, String graph, ImmutableList<PCollectionView<PortionTurn>> turn)
    implements Serializable {

  /** The number of a part, after those of all portions before. */
  int part(int shard, BatchLayout layout) {
    return index * layout.shards() + shard;
  }
}
