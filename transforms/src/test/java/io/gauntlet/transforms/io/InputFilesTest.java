package io.gauntlet.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    Files.writeString(folder.resolve("a.csv"), "1");
    Files.writeString(folder.resolve("b.csv"), "2");
  }

  @Test
  void aNameIsOneFileAndAPatternAllThatItMatches() throws IOException {
    assertEquals(List.of(folder + "/a.csv"), read(folder + "/a.csv"));
    assertEquals(List.of(folder + "/a.csv", folder + "/b.csv"), read(folder + "/*.csv"));
    assertEquals(List.of(folder + "/a.csv"), read("file:" + folder + "/a.csv"));
    assertEquals("2", InputFiles.text(folder + "/b.csv"));
    assertEquals("2", InputFiles.text("file:" + folder + "/b.csv"));
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThrows(FileNotFoundException.class, () -> read(folder + "/*.tsv"));
    assertThrows(FileNotFoundException.class, () -> read(folder + "/c.csv"));
    assertThrows(FileNotFoundException.class, () -> InputFiles.text(folder + "/c.csv"));
  }

  private static List<String> read(String pattern) throws IOException {
    List<String> files = new ArrayList<>();
    InputFiles.read(pattern, (stream, file) -> files.add(file));
    files.sort(null);
    return files;
  }
}
