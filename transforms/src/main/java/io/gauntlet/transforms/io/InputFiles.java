package io.gauntlet.transforms.io;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The files that a user names, on any of Beam's file systems. */
public final class InputFiles {
  private static final CharMatcher WILDCARD_OR_SCHEME = CharMatcher.anyOf("*?[{:");

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
   * Reads the file of a name, or those that a pattern with wildcards matches.
   *
   * @throws IOException when there is none, or one cannot be read
   */
  public static void read(String pattern, Reader reader) throws IOException {
    List<ResourceId> files =
        isPlainPath(pattern)
            ? List.of(FileSystems.matchNewResource(pattern, false))
            : FileSystems.match(pattern).metadata().stream().map(Metadata::resourceId).toList();
    for (ResourceId file : files) {
      try (InputStream stream = Channels.newInputStream(FileSystems.open(file))) {
        reader.read(stream, file.toString());
      }
    }
  }

  /**
   * The text of one file, in UTF-8.
   *
   * @throws java.io.FileNotFoundException when there is no such file
   */
  public static String text(String name) throws IOException {
    ResourceId file =
        isPlainPath(name)
            ? FileSystems.matchNewResource(name, false)
            : FileSystems.matchSingleFileSpec(name).resourceId();
    try (InputStream stream = Channels.newInputStream(FileSystems.open(file))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Whether a local file is named as it is. It is opened, not looked for: Beam answers whether one
   * exists by walking over all that lies beside it.
   */
  private static boolean isPlainPath(String name) {
    return WILDCARD_OR_SCHEME.matchesNoneOf(name);
  }
}
