package io.gauntlet.transforms.process;

import io.gauntlet.model.ModelFolder;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The files of a folder, and how large those are that were opened, each once. */
final class CountedFiles implements ModelFolder.Store {
  private final RunFiles files;
  private final Map<String, Long> sizes = new HashMap<>();

  CountedFiles(RunFiles files) {
    this.files = files;
  }

  /** Bytes of the files that were opened. */
  long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    SeekableByteChannel channel = files.open(name);
    sizes.put(name, channel.size());
    return channel;
  }

  @Override
  public Set<String> names() throws IOException {
    return files.names();
  }

  @Override
  public String describe(String name) {
    return files.describe(name);
  }

  @Override
  public void write(String name, ModelFolder.Contents contents) throws IOException {
    files.write(name, contents);
  }

  @Override
  public void delete(Collection<String> names) throws IOException {
    files.delete(names);
  }
}
