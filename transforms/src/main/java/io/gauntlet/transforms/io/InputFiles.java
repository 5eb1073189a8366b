package io.gauntlet.transforms.io;

import io.gauntlet.data.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import org.apache.beam.sdk.io.FileSystems;

/** The files that a user names, on any of Beam's file systems. */
public final class InputFiles {
  private InputFiles() {}

  /** What is done with a file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads one file.
     *
     * @param stream closed afterwards
     * @param file its name, for messages
     */
    void read(InputStream stream, String file) throws IOException;
  }

  /**
   * Reads the file of a name, in which no letter is a pattern.
   *
   * @throws java.io.FileNotFoundException when there is no such file
   * @throws IOException when it cannot be read
   */
  public static void read(String name, Reader reader) throws IOException {
    // It is opened, not looked for: Beam answers whether a file exists by walking over all that
    // lies beside it.
    Location location = Location.of(name);
    location.requireOpenWay();
    if (location.path().filter(Files::isDirectory).isPresent()) {
      throw new IOException(location + " is a folder; name a file in it");
    }
    try (InputStream stream = Channels.newInputStream(FileSystems.open(location.file()))) {
      reader.read(stream, location.name());
    }
  }

  /**
   * The text of one file, in UTF-8.
   *
   * @throws java.io.FileNotFoundException when there is no such file
   * @throws IOException when it is no UTF-8
   */
  public static String text(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    read(name, (stream, file) -> text.append(Utf8.text(stream.readAllBytes(), file)));
    return text.toString();
  }
}
