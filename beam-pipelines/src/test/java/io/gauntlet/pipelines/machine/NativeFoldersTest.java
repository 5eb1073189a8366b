package io.gauntlet.pipelines.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in a folder's place stands for a folder in which nothing can be made or executed. */
class NativeFoldersTest {
  private final Properties properties = new Properties();

  @TempDir private Path folder;
  private String closed;

  @BeforeEach
  void haveAUsualMachine() throws IOException {
    closed = Files.writeString(folder.resolve("closed"), "").toString();
    for (String name : new String[] {"user.home", "gauntlet.home", "java.io.tmpdir"}) {
      properties.setProperty(name, Files.createDirectory(folder.resolve(name)).toString());
    }
    properties.setProperty("user.name", "me");
  }

  private void choose(ImmutableMap<String, String> environment) {
    new NativeFolders(environment, properties).choose();
  }

  @Test
  void theHomeIsTakenAsEver() {
    choose(ImmutableMap.of());
    assertEquals(
        folder.resolve("user.home/.djl.ai").toString(),
        properties.getProperty(NativeFolders.ENGINES));
    assertNull(properties.getProperty(NativeFolders.SNAPPY));
  }

  @Test
  void whereNothingInTheTemporaryFolderIsExecutedSnappyIsUnpackedBesidePyTorch() {
    properties.setProperty("java.io.tmpdir", closed);
    choose(ImmutableMap.of());
    assertEquals(
        folder.resolve("user.home/.djl.ai").toString(),
        properties.getProperty(NativeFolders.SNAPPY));
  }

  @Test
  void withoutAHomeTheProgramsOwnFolderIsTakenAndThenTheTemporaryOne() {
    for (String home : new String[] {closed, "?"}) {
      properties.setProperty("user.home", home);
      choose(ImmutableMap.of());
      assertEquals(
          folder.resolve("gauntlet.home/templates/target/natives").toString(),
          properties.getProperty(NativeFolders.ENGINES));
      properties.remove(NativeFolders.ENGINES);
    }
    properties.setProperty("gauntlet.home", closed);
    choose(ImmutableMap.of());
    assertEquals(
        folder.resolve("java.io.tmpdir/.djl.ai-me").toString(),
        properties.getProperty(NativeFolders.ENGINES));
  }

  @Test
  void whatAUserNamesIsTakenOrRefusedByName() {
    String named = folder.resolve("named").toString();
    choose(ImmutableMap.of(NativeFolders.CACHE, named));
    assertNull(properties.getProperty(NativeFolders.ENGINES));
    assertTrue(Files.isDirectory(Path.of(named)));
    String said =
        assertThrows(
                UsageException.class, () -> choose(ImmutableMap.of(NativeFolders.CACHE, closed)))
            .getMessage();
    assertEquals(
        "PyTorch's libraries can be unpacked nowhere: no file can be made and executed in ["
            + closed
            + "]; name a folder where it can, by DJL_CACHE_DIR=DIR in the environment",
        said);
  }
}
