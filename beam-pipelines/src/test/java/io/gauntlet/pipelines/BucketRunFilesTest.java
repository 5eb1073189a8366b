package io.gauntlet.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.pipelines.loopback.LoopbackCloud;
import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketRunFilesTest {
  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);
  private static LoopbackCloud cloud;

  @BeforeAll
  static void start() throws IOException {
    cloud = new LoopbackCloud();
    FileSystems.setDefaultPipelineOptions(
        PipelineOptionsFactory.fromArgs(cloud.storageOptions().toArray(String[]::new)).create());
  }

  @AfterAll
  static void stop() {
    cloud.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void whatIsWrittenIsReadAndNothingIsLeftAside() throws IOException {
    RunFiles files = new RunFiles("gs://bucket/written");
    assertTrue(files.isEmpty());
    byte[] large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    files.write("large", large);
    files.write("small", ONE);
    files.write("small", TWO);
    assertArrayEquals(large, files.read("large"));
    assertArrayEquals(TWO, files.read("small"));
    assertFalse(files.isEmpty());
    assertEquals(2, cloud.storage().under("gs://bucket/written").size());
  }

  @Test
  void whatAnotherAttemptSweptAwayIsWrittenAgain() throws IOException {
    RunFiles files = new RunFiles("gs://bucket/swept");
    cloud.storage().forgetOnce("gs://bucket/swept/\\.card\\.json\\..*");
    files.write("card.json", ONE);
    assertTrue(cloud.storage().happened());
    assertArrayEquals(ONE, files.read("card.json"));
    assertEquals(1, cloud.storage().under("gs://bucket/swept").size());
  }

  @Test
  void ofTwoWhoWriteOneFileAtOnceEachFindsItWhole() {
    RunFiles files = new RunFiles("gs://bucket/raced");
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (byte[] contents : List.of(ONE, TWO)) {
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < 20; i++) {
                    files.write("verdict.json", contents);
                    String found = new String(files.read("verdict.json"), StandardCharsets.UTF_8);
                    assertTrue(found.equals("one") || found.equals("two"), found);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
    }
    writers.forEach(CompletableFuture::join);
    assertEquals(
        Set.of("gs://bucket/raced/verdict.json"),
        cloud.storage().under("gs://bucket/raced").keySet());
  }

  @Test
  void whatIsNotThereIsNamedSo() {
    RunFiles files = new RunFiles("gs://bucket/away");
    assertThrows(FileNotFoundException.class, () -> files.read("card.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run*", "run?", "run[1]", "run{1}", "r u%20#n", "\u00fc+&=;,'"})
  void noLetterOfAFolderIsAPattern(String folder) throws IOException {
    String named = "gs://bucket/literal/" + folder;
    for (String name : new String[] {"run1/a", "runs/a", "run1/b/c"}) {
      cloud.storage().put("gs://bucket/literal/" + name, ONE);
    }
    RunFiles files = new RunFiles(named);
    assertTrue(files.isEmpty());
    assertEquals(Set.of(), files.names());
    files.delete(List.of("a", "b/c"));
    assertThrows(FileNotFoundException.class, () -> files.read("a"));
    assertEquals(3, cloud.storage().under("gs://bucket/literal/run").size());

    files.write("a", TWO);
    files.write("b/c", TWO);
    assertArrayEquals(TWO, files.read("a"));
    assertEquals(Set.of("a"), files.names());
    assertEquals(
        List.of(named + "/a", named + "/b/c"),
        Listing.under(Location.of(named)).stream()
            .map(file -> file.resourceId().toString())
            .toList());
    assertEquals(named + "/a", Listing.file(Location.of(named + "/a")).resourceId().toString());
    files.delete(List.of("a", "b/c"));
    assertEquals(3, cloud.storage().under("gs://bucket/literal/").size());
  }
}
