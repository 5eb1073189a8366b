package io.gauntlet.pipelines.stage;

import io.gauntlet.transforms.io.Listing;
import io.gauntlet.transforms.io.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.extensions.gcp.util.GcsUtil;
import org.apache.beam.sdk.extensions.gcp.util.gcsfs.GcsPath;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A file that one alone makes of all who try at once: on the disk and in buckets. Elsewhere Beam
 * has no such thing, and two at once may both have made it.
 */
final class NewFile {
  private NewFile() {}

  /**
   * Makes a file.
   *
   * @param options of the file systems
   * @return false when it is there already
   */
  static boolean create(Location file, String text, PipelineOptions options) throws IOException {
    if (file.path().isPresent()) {
      return onDisk(file.path().get(), text);
    }
    return file.name().startsWith("gs://")
        ? inBucket(options.as(GcsOptions.class).getGcsUtil(), file, text)
        : elsewhere(file, text);
  }

  private static boolean onDisk(Path file, String text) throws IOException {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw new IOException(
          "nothing can be written in " + file.getParent() + "; name a folder elsewhere", e);
    }
  }

  private static boolean inBucket(GcsUtil bucket, Location file, String text) throws IOException {
    try (WritableByteChannel channel =
        bucket.create(
            GcsPath.fromUri(file.name()),
            GcsUtil.CreateOptions.builder()
                .setContentType(MimeTypes.TEXT)
                .setExpectFileToNotExist(true)
                .build())) {
      write(channel, text);
      return true;
    } catch (IOException e) {
      if (isThere(file)) {
        return false;
      }
      throw e;
    }
  }

  private static boolean elsewhere(Location file, String text) throws IOException {
    if (isThere(file)) {
      return false;
    }
    try (WritableByteChannel channel = FileSystems.create(file.file(), MimeTypes.TEXT)) {
      write(channel, text);
    }
    return true;
  }

  private static void write(WritableByteChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static boolean isThere(Location file) throws IOException {
    try {
      Listing.file(file);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
