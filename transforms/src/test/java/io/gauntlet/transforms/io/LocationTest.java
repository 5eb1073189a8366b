package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "/a/b/, /a/b",
    "/a//b/./c/../d, /a/b/d",
    "file:/a/b, /a/b",
    "file:///a/b%20c, /a/b c",
    "FILE:/a, /a",
    "/a/%20, /a/%20",
    "gs://bucket/a, gs://bucket/a",
    "gs://bucket/a//, gs://bucket/a",
    "gs://bucket/[a]*?, gs://bucket/[a]*?",
  })
  void aNameIsWhatTheUserWrote(String given, String name) {
    assertEquals(name, Location.of(given).name());
  }

  @Test
  void aPathWithoutARootIsOfTheWorkingDirectory() {
    for (String given : new String[] {"runs/1", "c:/x", "gs:/x y", "./runs/../runs/1"}) {
      Location location = Location.of(given);
      if (location.path().isPresent()) {
        assertEquals(Optional.of(Path.of(given).toAbsolutePath().normalize()), location.path());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "a\0b",
        "/caf\ufffd",
        "file:/a b",
        "file://host/a",
        "file:/a#b",
        "file:/a?b",
        "file:/%zz"
      })
  void whatCanBeNoPlaceIsRefusedInOneLine(String given) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> Location.of(given)).getMessage();
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains(";"), said);
  }

  @Test
  void partsOfANameAreOfAFolderAndOfABucket() {
    assertEquals("/a/b", Location.of("/a").resolve("b").name());
    assertEquals("gs://b/a/c", Location.of("gs://b/a/").resolve("c").name());
    assertEquals("/a", Location.of("/a/b").parent().name());
    assertEquals("/", Location.of("/b").parent().name());
    assertEquals("gs://b", Location.of("gs://b/a").parent().name());
    assertEquals("a[1]", Location.of("/x/a[1]").last());
    for (String root : new String[] {"/", "//", "gs://bucket", "gs://bucket/", "file:/"}) {
      assertTrue(Location.of(root).isRoot(), root);
    }
    for (String folder : new String[] {"/a", "gs://bucket/a", "a", "."}) {
      assertFalse(Location.of(folder).isRoot(), folder);
    }
  }
}
