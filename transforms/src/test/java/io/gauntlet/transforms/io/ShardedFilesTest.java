package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedFilesTest {
  @TempDir private Path folder;
  private ShardedFiles outcomes;

  @BeforeEach
  void nameFiles() {
    outcomes = new ShardedFiles(folder + "/outcomes", 3);
  }

  @Test
  void namesAreKnownBeforeAnyIsWritten() {
    assertEquals(
        List.of(
            folder + "/outcomes-00000-of-00003.avro",
            folder + "/outcomes-00001-of-00003.avro",
            folder + "/outcomes-00002-of-00003.avro"),
        outcomes.names());
  }

  @Test
  void theFilesOfOneWriteAreWhole() throws IOException {
    outcomes.requireWhole(ImmutableList.of());
    write("outcomes-00000-of-00002.avro", "outcomes-00001-of-00002.avro");
    write("outcomes-notes.avro", "outcomes-00000-of-00002.avro.bak", "other-00000-of-00001.avro");
    ImmutableList<Metadata> files = outcomes.files();
    assertEquals(2, files.size(), files.toString());
    outcomes.requireWhole(files);
  }

  @Test
  void theFilesOfTwoWritesWouldCountEachStudyTwice() throws IOException {
    write("outcomes-00000-of-00001.avro", "outcomes-00000-of-00002.avro");
    assertEquals(
        folder
            + "/outcomes-*-of-*.avro are of several writes, of [1, 2] files: two jobs wrote into one"
            + " folder; run again into a new one",
        refused());
  }

  @Test
  void aFileThatIsGoneWouldLoseStudies() throws IOException {
    write("outcomes-00000-of-00003.avro", "outcomes-00002-of-00003.avro");
    assertEquals(
        "of the 3 files "
            + folder
            + "/outcomes-*-of-*.avro only 2 are there: the write did not end, or some are gone; run"
            + " again",
        refused());
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "");
    }
  }

  private String refused() {
    return assertThrows(IllegalStateException.class, () -> outcomes.requireWhole(outcomes.files()))
        .getMessage();
  }
}
