package io.gauntlet.transforms.io;

import com.google.common.collect.ImmutableList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * Which files there are. No name is a pattern: local folders are read, and what another file system
 * finds by a pattern is held against the names. The answers are in the order of the names.
 */
public final class Listing {
  private static final Comparator<Metadata> BY_NAME =
      Comparator.comparing(file -> file.resourceId().toString());

  private Listing() {}

  /**
   * One file.
   *
   * @throws FileNotFoundException when it is not there, or is a folder
   * @throws IOException when something else is in its way, such as rights
   */
  public static Metadata file(Location location) throws IOException {
    if (location.path().isPresent()) {
      Path path = location.path().get();
      if (!Files.isRegularFile(path)) {
        FileAccess.requireOpenWay(path);
        throw new FileNotFoundException(location + " is not a file");
      }
      return local(path);
    }
    if (!location.looksLikePattern()) {
      return FileSystems.matchSingleFileSpec(location.name());
    }
    return FileSystems.match(location.pattern(), EmptyMatchTreatment.ALLOW).metadata().stream()
        .filter(file -> file.resourceId().toString().equals(location.name()))
        .findFirst()
        .orElseThrow(() -> new FileNotFoundException(location + " is not there"));
  }

  /** The files in a folder, not those in folders below; none where there is no folder. */
  public static ImmutableList<Metadata> in(Location folder) throws IOException {
    return files(folder, 1, "/*");
  }

  /** The files in a folder and in those below, links not followed; none where there is none. */
  public static ImmutableList<Metadata> under(Location folder) throws IOException {
    return files(folder, Integer.MAX_VALUE, "/**");
  }

  private static ImmutableList<Metadata> files(Location folder, int depth, String below)
      throws IOException {
    if (folder.path().isPresent()) {
      return localFiles(folder.path().get(), depth);
    }
    folder.requireKnown();
    String start = folder.name() + "/";
    return FileSystems.match(folder.pattern() + below, EmptyMatchTreatment.ALLOW)
        .metadata()
        .stream()
        .filter(file -> file.resourceId().toString().startsWith(start))
        .sorted(BY_NAME)
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Metadata> localFiles(Path folder, int depth) throws IOException {
    FileAccess.requireOpenWay(folder);
    if (!Files.isDirectory(folder)) {
      return ImmutableList.of();
    }
    // The folder itself may be a link.
    try (Stream<Path> files = Files.walk(folder.toRealPath(), depth)) {
      Path real = folder.toRealPath();
      ImmutableList.Builder<Metadata> found = ImmutableList.builder();
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        found.add(local(folder.resolve(real.relativize(file))));
      }
      return ImmutableList.sortedCopyOf(BY_NAME, found.build());
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof FileSystemException blocked && blocked.getFile() != null
          ? FileAccess.blocked(Path.of(blocked.getFile()), blocked)
          : e.getCause();
    }
  }

  private static Metadata local(Path file) throws IOException {
    return Metadata.builder()
        .setResourceId(new Location(file.toString()).file())
        .setIsReadSeekEfficient(true)
        .setSizeBytes(Files.size(file))
        .setLastModifiedMillis(Files.getLastModifiedTime(file).toMillis())
        .build();
  }
}
