package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is not told as what is not there. */
class FileAccessTest {
  @TempDir private Path folder;

  @Test
  void aLinkThatLeadsInCirclesIsToldAsOne() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertBlocked(loop, "Too many levels of symbolic links");
  }

  @Test
  void aFileInAFoldersPlaceIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("reports.csv"), "");
    assertBlocked(file.resolve("a.csv"), "Not a directory");
  }

  @Test
  void aNameThatNoDiskTakesIsTold() {
    assertBlocked(folder.resolve("a".repeat(300)), "File name too long");
  }

  private static void assertBlocked(Path path, String why) {
    String name = path.toString();
    for (IOException error :
        new IOException[] {
          assertThrows(IOException.class, () -> InputFiles.text(name)),
          assertThrows(IOException.class, () -> Listing.file(Location.of(name))),
          assertThrows(IOException.class, () -> Listing.in(Location.of(name))),
          assertThrows(
              IOException.class,
              () -> new RunFiles(Location.of(name).parent()).open(Location.of(name).last()))
        }) {
      assertTrue(
          error.getMessage().startsWith(name + " cannot be read (" + why), error.getMessage());
    }
  }

  @Test
  void rightsAreToldWithTheirRemedy() throws IOException {
    Path closed =
        Files.createDirectory(
            folder.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
    assumeFalse(Files.isReadable(closed), "root may read whatever it wants");
    for (Path path : new Path[] {closed, closed.resolve("a.csv")}) {
      assertEquals(
          path + " may not be read; change its rights or those of its folders, or name another",
          assertThrows(IOException.class, () -> InputFiles.text(path.toString())).getMessage());
    }
  }

  @Test
  void aDeviceIsNoFile() {
    assertEquals(
        "/dev/zero is a pipe or a device; save what it gives, and name that file",
        assertThrows(IOException.class, () -> InputFiles.text("/dev/zero")).getMessage());
  }

  @Test
  void whatIsNotThereIsNotThere() {
    String name = folder.resolve("a.csv").toString();
    assertThrows(FileNotFoundException.class, () -> InputFiles.text(name));
    assertThrows(FileNotFoundException.class, () -> Listing.file(Location.of(name)));
  }
}
