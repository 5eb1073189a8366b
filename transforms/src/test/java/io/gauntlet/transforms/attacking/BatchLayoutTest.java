package io.gauntlet.transforms.attacking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BatchLayoutTest {

  @Test
  void aSmallCohortSplitsThePlanAndALargeOneDoesNot() {
    assertEquals(new BatchLayout(1, 16), BatchLayout.of(0, 32));
    assertEquals(new BatchLayout(1, 16), BatchLayout.of(32, 32));
    assertEquals(new BatchLayout(2, 8), BatchLayout.of(33, 32));
    assertEquals(new BatchLayout(16, 1), BatchLayout.of(16 * 32, 32));
    assertEquals(new BatchLayout(31_250, 1), BatchLayout.of(1_000_000, 32));
  }

  @Test
  void aKeySaysItsBatchAndPart() {
    BatchLayout layout = new BatchLayout(3, 5);
    for (int batch = 0; batch < layout.batches(); batch++) {
      for (int shard = 0; shard < layout.shards(); shard++) {
        int key = layout.key(batch, shard);
        assertEquals(batch, layout.batchOf(key));
        assertEquals(shard, layout.shardOf(key));
        assertTrue(key < 15);
      }
    }
  }
}
