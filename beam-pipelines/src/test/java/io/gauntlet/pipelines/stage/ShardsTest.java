package io.gauntlet.pipelines.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gauntlet.pipelines.request.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {
  private static final String PATTERN = "gs://runs/1/outcomes/outcomes-*-of-*.avro";

  @Test
  void theFilesOfOneWriteAreWhole() {
    Shards.check("--candidate", PATTERN, List.of());
    Shards.check("--candidate", PATTERN, shards(2, "00002"));
  }

  @Test
  void theFilesOfTwoWritesWouldCountEachStudyTwice() {
    List<String> both = new ArrayList<>(shards(2, "00002"));
    both.addAll(shards(3, "00003"));
    assertEquals(
        "--candidate: gs://runs/1/outcomes/outcomes-*-of-*.avro are of several writes, of [2, 3]"
            + " files: two jobs wrote into one folder; run again into a new one",
        refused(both));
  }

  @Test
  void aFileThatIsGoneWouldLoseStudies() {
    assertEquals(
        "--candidate: of the 3 files gs://runs/1/outcomes/outcomes-*-of-*.avro only 2 are there: the"
            + " write did not end, or some are gone; run again",
        refused(shards(2, "00003")));
  }

  private static List<String> shards(int there, String of) {
    return IntStream.range(0, there)
        .mapToObj(shard -> "gs://runs/1/outcomes/outcomes-0000%d-of-%s.avro".formatted(shard, of))
        .toList();
  }

  private static String refused(List<String> names) {
    return assertThrows(UsageException.class, () -> Shards.check("--candidate", PATTERN, names))
        .getMessage();
  }
}
