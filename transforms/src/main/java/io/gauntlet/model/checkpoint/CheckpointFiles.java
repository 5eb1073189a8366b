package io.gauntlet.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Set;

/** The files of a folder, wherever it is: on disk, in a bucket, on the class path. */
public interface CheckpointFiles {

  /** Names of the files in it. */
  Set<String> names() throws IOException;

  /**
   * Opens a file; the caller closes it.
   *
   * @throws java.io.FileNotFoundException when there is none of that name
   */
  SeekableByteChannel open(String name) throws IOException;

  /**
   * Reads a small file whole.
   *
   * @throws java.io.FileNotFoundException when there is none of that name
   */
  default byte[] read(String name) throws IOException {
    try (InputStream stream = Channels.newInputStream(open(name))) {
      return stream.readAllBytes();
    }
  }

  /** Where a file is, for errors. */
  String describe(String name);
}
