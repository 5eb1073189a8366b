package io.gauntlet.transforms.io;

import io.gauntlet.model.ModelFolder;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder on any of Beam's file systems; files are written aside, then renamed into place. */
public final class RunFiles implements ModelFolder.Store {
  private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);
  private static final int MOST_ATTEMPTS = 5;

  private final ResourceId folder;

  /** The files of a folder, which need not be there yet. */
  public RunFiles(String folder) {
    this.folder = FileSystems.matchNewResource(folder, true);
  }

  @Override
  public Set<String> names() throws IOException {
    return FileSystems.match(folder + "*", EmptyMatchTreatment.ALLOW).metadata().stream()
        .map(metadata -> metadata.resourceId().getFilename())
        .collect(Collectors.toSet());
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    ReadableByteChannel channel = FileSystems.open(file(name));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException(describe(name) + " lies where files can be read from their start only");
  }

  @Override
  public String describe(String name) {
    return name.isEmpty() ? folder.toString() : file(name).toString();
  }

  @Override
  public void write(String name, ModelFolder.Contents contents) throws IOException {
    for (int attempt = 1; !isWritten(name, contents, attempt == MOST_ATTEMPTS); attempt++) {
      LOG.info("{} is written again: what was aside is gone", describe(name));
    }
  }

  /**
   * Writes once. Another attempt at the same work may have ended meanwhile, and have swept away
   * what it took for that of one that was killed.
   *
   * @param last whether that is an error
   */
  private boolean isWritten(String name, ModelFolder.Contents contents, boolean last)
      throws IOException {
    ResourceId aside = file("." + name + "." + UUID.randomUUID());
    try (OutputStream stream =
        new BufferedOutputStream(
            Channels.newOutputStream(FileSystems.create(aside, MimeTypes.BINARY)))) {
      contents.to(stream);
    }
    try {
      FileSystems.rename(List.of(aside), List.of(file(name)));
      return true;
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (last) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void delete(Collection<String> names) throws IOException {
    FileSystems.delete(
        names.stream().map(this::file).toList(), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Whether nothing is there. */
  public boolean isEmpty() throws IOException {
    return FileSystems.match(folder + "**", EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  /** Deletes all files whose names begin so; folders stay. */
  public void deleteUnder(String prefix) throws IOException {
    List<ResourceId> files =
        FileSystems.match(folder + prefix + "**", EmptyMatchTreatment.ALLOW).metadata().stream()
            .map(Metadata::resourceId)
            .toList();
    FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private ResourceId file(String name) {
    return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }
}
