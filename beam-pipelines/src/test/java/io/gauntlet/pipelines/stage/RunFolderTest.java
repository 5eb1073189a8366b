package io.gauntlet.pipelines.stage;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void aRunGoesOnThoughAnOptionThatIsNotGivenCameSince() throws IOException {
    Files.writeString(
        folder.resolve("run.json"), "{\"options\": {\"seed\": 7, \"victims\": \"\"}}");
    RunFolder.take(folder.toString(), Provenance.of(Map.of("seed", 7, "victims", "", "train", "")));
  }

  @Test
  void aRunWithAnotherValueIsAnotherRun() throws IOException {
    Files.writeString(
        folder.resolve("run.json"), "{\"options\": {\"seed\": 7, \"victims\": \"\"}}");
    for (Map<String, Object> other :
        List.<Map<String, Object>>of(
            Map.of("seed", 8, "victims", ""),
            Map.of("seed", 7, "victims", "", "train", "image"),
            Map.of("seed", 7))) {
      assertThrows(
          UsageException.class,
          () -> RunFolder.take(folder.toString(), Provenance.of(other)),
          other.toString());
    }
  }
}
