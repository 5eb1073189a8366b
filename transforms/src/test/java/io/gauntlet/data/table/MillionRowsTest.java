package io.gauntlet.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MillionRowsTest {
  private static final int ROWS = 1_000_000;
  private static final long MOST_KEPT = 64L << 20;

  /** A file that is never anywhere as a whole. */
  private static final class Rows extends InputStream {
    private byte[] row = "uid,text\n".getBytes(StandardCharsets.UTF_8);
    private int place;
    private int made;

    @Override
    public int read() {
      if (place == row.length) {
        if (made == ROWS) {
          return -1;
        }
        row =
            "%d,\"No focal consolidation, effusion or pneumothorax.\"\n"
                .formatted(made++)
                .getBytes(StandardCharsets.UTF_8);
        place = 0;
      }
      return row[place++];
    }
  }

  @Test
  void aMillionRowsNeedNoMoreMemoryThanOne() throws IOException {
    long before = used();
    long[] rows = new long[1];
    long[] most = new long[1];
    Table.open(new TableFile(new Rows(), "t.csv", TableEncoding.UTF_8), List.of("uid", "text"))
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
