package io.gauntlet.pipelines.stage;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path folder;
  @TempDir private Path other;

  @Test
  void aRunGoesOnThoughAnOptionThatIsNotGivenCameSince() throws IOException {
    Files.writeString(
        folder.resolve("run.json"), "{\"options\": {\"seed\": 7, \"victims\": \"\"}}");
    take(Map.of("seed", 7, "victims", "", "train", ""));
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
      assertThrows(UsageException.class, () -> take(other), other.toString());
    }
  }

  @Test
  void aRunGoesOnThoughItsFolderWasMovedWithWhatItReads() throws IOException {
    take(Map.of("reports", folder + "/cohort/reports.csv", "images", "/data/images"));
    Path moved = Files.move(folder.resolve("run.json"), other.resolve("run.json"));
    assertTrue(Files.readString(moved).contains("\"./cohort/reports.csv\""));
    folder = other;
    take(Map.of("reports", folder + "/cohort/reports.csv", "images", "/data/images"));
    for (Map<String, Object> another :
        List.<Map<String, Object>>of(
            Map.of("reports", folder + "/reports.csv", "images", "/data/images"),
            Map.of("reports", folder + "/cohort/reports.csv", "images", "/data"))) {
      assertThrows(UsageException.class, () -> take(another), another.toString());
    }
  }

  @Test
  void aRunOfBeforeNamedItsFilesFromItsWorkingDirectory() throws IOException {
    Files.writeString(
        folder.resolve("run.json"), "{\"options\": {\"reports\": \"data/reports.csv\"}}");
    take(Map.of("reports", Path.of("data/reports.csv").toAbsolutePath().toString()));
  }

  private void take(Map<String, Object> options) throws IOException {
    try (FolderLock lock = FolderLock.take(folder.toString(), PipelineOptionsFactory.create())) {
      RunFolder.take(lock, Provenance.of(options));
    }
  }
}
