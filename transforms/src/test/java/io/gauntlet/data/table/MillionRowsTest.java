package io.gauntlet.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class MillionRowsTest {
  private static final int ROWS = 1_000_000;
  private static final long MOST_KEPT = 64L << 20;

  /** A file that is never anywhere as a whole. */
  private static InputStream file() {
    return new SequenceInputStream(
        Iterators.asEnumeration(
            IntStream.rangeClosed(0, ROWS).mapToObj(MillionRowsTest::line).iterator()));
  }

  private static InputStream line(int row) {
    String line =
        row == 0 ? "uid,text\n" : row + ",\"No focal consolidation, effusion or pneumothorax.\"\n";
    return new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMillionRowsNeedNoMoreMemoryThanOne() throws IOException {
    long before = used();
    long[] rows = new long[1];
    long[] most = new long[1];
    Table.open(new TableFile(file(), "t.csv", TableEncoding.UTF_8), List.of("uid", "text"))
        .read(
            TableRows.usable(
                row -> {
                  if (++rows[0] % (ROWS / 4) == 0) {
                    most[0] = Math.max(most[0], used());
                  }
                }));
    assertEquals(ROWS, rows[0]);
    assertTrue(most[0] - before < MOST_KEPT, () -> (most[0] - before) + " bytes were kept");
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
