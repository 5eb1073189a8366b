package io.gauntlet.model.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A folder in memory, that knows how many of its files are open. */
public final class MemoryFiles implements CheckpointFiles {
  private final Map<String, byte[]> files = new TreeMap<>();
  private int open;

  /** Adds a file. */
  public MemoryFiles with(String name, byte[] contents) {
    files.put(name, contents);
    return this;
  }

  /** A file that {@code make_checkpoints.py} made. */
  public static byte[] made(String name) {
    try (InputStream stream =
        MemoryFiles.class.getResourceAsStream("/io/gauntlet/model/checkpoint/" + name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int open() {
    return open;
  }

  @Override
  public Set<String> names() {
    return files.keySet();
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    if (!files.containsKey(name)) {
      throw new FileNotFoundException(name);
    }
    open++;
    return new SeekableInMemoryByteChannel(files.get(name)) {
      @Override
      public void close() {
        if (isOpen()) {
          open--;
        }
        super.close();
      }
    };
  }

  @Override
  public String describe(String name) {
    return name;
  }
}
