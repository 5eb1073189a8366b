package io.gauntlet.transforms;

import io.gauntlet.model.ModelFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** A folder on any of Beam's file systems; files are written aside, then renamed into place. */
public final class RunFiles implements ModelFolder.Store {
  private final ResourceId folder;

  /** The files of a folder, which need not be there yet. */
  public RunFiles(String folder) {
    this.folder = FileSystems.matchNewResource(folder, true);
  }

  @Override
  public byte[] read(String name) throws IOException {
    try (InputStream stream = Channels.newInputStream(FileSystems.open(file(name)))) {
      return stream.readAllBytes();
    }
  }

  @Override
  public void write(String name, byte[] contents) throws IOException {
    ResourceId aside = file("." + name + "." + UUID.randomUUID());
    try (OutputStream stream =
        Channels.newOutputStream(FileSystems.create(aside, MimeTypes.BINARY))) {
      stream.write(contents);
    }
    FileSystems.rename(
        List.of(aside), List.of(file(name)), StandardMoveOptions.IGNORE_MISSING_FILES);
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
