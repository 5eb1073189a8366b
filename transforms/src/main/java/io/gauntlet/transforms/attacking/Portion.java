package io.gauntlet.transforms.attacking;

import java.io.Serializable;

/**
 * A portion of the plan of attack.
 *
 * @param index from 0
 * @param graph tells apart the runs of one process
 */
record Portion(int index, String graph) implements Serializable {

  /** The number of a part, after those of all portions before. */
  int part(int shard, BatchLayout layout) {
    return index * layout.shards() + shard;
  }
}
