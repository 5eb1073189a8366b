package io.gauntlet.transforms.io;

import io.gauntlet.model.ModelFolder;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder on any of Beam's file systems; files are written aside, then renamed into place. No name
 * is a pattern, and nothing is deleted that is not named.
 */
public final class RunFiles implements ModelFolder.Store {
  private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);
  private static final int MOST_ATTEMPTS = 5;
  private static final Pattern ASIDE = Pattern.compile("\\.(?<name>.+)\\.[0-9a-f-]{36}");

  private final Location folder;

  /** The files of a folder, which need not be there yet. */
  public RunFiles(Location folder) {
    this.folder = folder;
  }

  /**
   * The files of a folder as a user names it.
   *
   * @throws IllegalArgumentException when there can be no such folder
   */
  public RunFiles(String folder) {
    this(Location.of(folder));
  }

  @Override
  public Set<String> names() throws IOException {
    return Listing.in(folder).stream()
        .map(file -> file.resourceId().getFilename())
        .collect(Collectors.toSet());
  }

  /**
   * The text of a file, in UTF-8.
   *
   * @throws FileNotFoundException when there is no such file
   */
  public String text(String name) throws IOException {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  @Override
  public SeekableByteChannel open(String name) throws IOException {
    Location location = folder.resolve(name);
    location.requireOpenWay();
    if (location.path().filter(Files::isDirectory).isPresent()) {
      throw new IOException(location + " is a folder; move it away, a file has its name");
    }
    ReadableByteChannel channel = FileSystems.open(file(name));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException(describe(name) + " lies where files can be read from their start only");
  }

  @Override
  public String describe(String name) {
    return name.isEmpty() ? folder + "/" : file(name).toString();
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
    Location file = folder.resolve(name);
    ResourceId aside = file.parent().resolve("." + file.last() + "." + UUID.randomUUID()).file();
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

  /** The name of the file that a file was to become; empty for one that is not aside. */
  public static Optional<String> ofAside(String filename) {
    Matcher aside = ASIDE.matcher(filename);
    return aside.matches() ? Optional.of(aside.group("name")) : Optional.empty();
  }

  @Override
  public void delete(Collection<String> names) throws IOException {
    // Not by IGNORE_MISSING_FILES: to know what is missing, Beam takes the names for patterns, and
    // deletes what matches them. Local files and those in buckets may be missing without it.
    FileSystems.delete(names.stream().map(this::file).toList());
  }

  /** Whether nothing is there, neither in the folder nor below it. */
  public boolean isEmpty() throws IOException {
    return Listing.under(folder).isEmpty();
  }

  /** Whether no file is there, neither in the folder nor below it, but perhaps one of this name. */
  public boolean isEmptyBut(String name) throws IOException {
    String one = file(name).toString();
    return Listing.under(folder).stream()
        .allMatch(file -> file.resourceId().toString().equals(one));
  }

  private ResourceId file(String name) {
    return folder.resolve(name).file();
  }
}
