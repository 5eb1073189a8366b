package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1");
    Files.writeString(folder.resolve("b.csv"), "2");
  }

  @Test
  void aNameIsOneFile() throws IOException {
    assertEquals("2", InputFiles.text(folder + "/b.csv"));
    assertEquals("2", InputFiles.text(folder.resolve("b.csv").toUri().toString()));
    assertEquals("2", InputFiles.text("file:" + folder + "/b.csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.csv", "?.csv", "[ab].csv", "{a,b}.csv", "c.csv", "\\a.csv"})
  void whatIsNotThereIsAnErrorThoughAPatternWouldFindAnother(String name) {
    assertThrows(FileNotFoundException.class, () -> InputFiles.text(folder + "/" + name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.csv",
        "a?.csv",
        "[a].csv",
        "{a,b}.csv",
        "a b.csv",
        "%20.csv",
        "a#1.csv",
        "\u00fc.csv",
        "\u80ba.csv",
        "a\\b.csv",
        "a+b;c&d=e.csv",
        "'\"$HOME`.csv",
        "-.csv",
        "~.csv"
      })
  void everyLetterOfANameIsItself(String name) throws IOException {
    Files.writeString(folder.resolve(name), "3");
    assertEquals("3", InputFiles.text(folder + "/" + name));
    assertEquals("3", InputFiles.text(folder.resolve(name).toUri().toString()));
    assertEquals(name, Listing.file(Location.of(folder + "/" + name)).resourceId().getFilename());
    assertEquals(3, Listing.in(Location.of(folder.toString())).size());
  }
}
