package io.gauntlet.transforms.attacking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DecodedBatchesTest {
  private final AtomicInteger reads = new AtomicInteger();

  private ReadableStudies read() {
    reads.incrementAndGet();
    return new ReadableStudies(
        ImmutableList.of(), ImmutableList.of(), Optional.empty(), ImmutableList.of(), 0);
  }

  @Test
  void thePartsOfAPlanReadABatchOnce() {
    DecodedBatches.Key key = new DecodedBatches.Key("once", 3);
    assertSame(DecodedBatches.get(key, this::read), DecodedBatches.get(key, this::read));
    assertEquals(1, reads.get());
  }

  @Test
  void anotherRunReadsItsFilesAnew() {
    DecodedBatches.get(new DecodedBatches.Key("first", 3), this::read);
    DecodedBatches.get(new DecodedBatches.Key("second", 3), this::read);
    DecodedBatches.get(new DecodedBatches.Key("second", 4), this::read);
    assertEquals(3, reads.get());
  }

  @Test
  void aBatchThatCannotBeReadIsTriedAgain() {
    DecodedBatches.Key key = new DecodedBatches.Key("failed", 0);
    assertThrows(
        RuntimeException.class,
        () ->
            DecodedBatches.get(
                key,
                () -> {
                  throw new IllegalStateException("away");
                }));
    DecodedBatches.get(key, this::read);
    assertEquals(1, reads.get());
  }
}
