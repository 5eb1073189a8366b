package io.gauntlet.model.text;

import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Files at the root of the class path, of a jar that is a dependency. A jar is packed, so a file is
 * unpacked aside when it is opened, and gone when it is closed.
 *
 * @param names of the files
 */
public record ClassPathFiles(Set<String> names) implements CheckpointFiles {

  public ClassPathFiles {
    names = Set.copyOf(names);
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    try (InputStream packed = ClassPathFiles.class.getResourceAsStream("/" + name)) {
      if (packed == null) {
        throw new FileNotFoundException(
            name + " is not on the class path; its jar is a runtime dependency");
      }
      Path aside = Files.createTempFile("gauntlet", ".tmp");
      try {
        Files.copy(packed, aside, StandardCopyOption.REPLACE_EXISTING);
        return Files.newByteChannel(
            aside, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(aside);
        throw e;
      }
    }
  }

  @Override
  public String describe(String name) {
    return "classpath:/" + name;
  }
}
