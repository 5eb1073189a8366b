package io.gauntlet.pipelines.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.words.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BroughtTest {
  @TempDir private Path folder;

  @Test
  void aFileTakesThePlaceOfWhatIsShipped() throws IOException {
    assertEquals(Lexicon.shipped(), Brought.lexicon(""));
    Path own = Files.writeString(folder.resolve("own.csv"), "terms,source\nheart|cor,ours\n");
    assertEquals(ImmutableSet.of("cor"), Brought.lexicon(own.toString()).partners("heart"));
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws IOException {
    Path own = folder.resolve("own.csv");
    assertEquals("--lexicon: there is no file " + own, fault(own));
    Files.writeString(own, "terms,source\nheart,ours\n");
    assertEquals(
        "--lexicon: %s, line 2: 'heart' is one term; write those that stand for each other, parted by |"
            .formatted(own),
        fault(own));
  }

  private static String fault(Path file) {
    return assertThrows(UsageException.class, () -> Brought.lexicon(file.toString())).getMessage();
  }
}
