package io.gauntlet.transforms.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Whether a local file that cannot be read is gone, or is there and something is in the way: Java's
 * ways to look for a file say of both that there is none, and the remedies differ.
 */
final class FileAccess {
  private FileAccess() {}

  /**
   * Finds out what is in the way of a file or folder.
   *
   * @throws IOException when anything is but that it is not there: rights, links that lead in
   *     circles, a file on the way, a name that no disk takes; or it is a pipe. Names it and the
   *     remedy
   */
  static void requireOpenWay(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      requireFolders(path);
      return;
    } catch (FileSystemException e) {
      throw blocked(path, e);
    }
    if (attributes.isOther()) {
      // It is read more than once, and some never end.
      throw new IOException(
          path + " is a pipe or a device; save what it gives, and name that file");
    }
    if (!Files.isReadable(path) || (attributes.isDirectory() && !Files.isExecutable(path))) {
      throw closed(path);
    }
  }

  /** Java 25 says of a file in the place of a folder that nothing is there. */
  private static void requireFolders(Path path) throws IOException {
    Path nearest = path.toAbsolutePath().getParent();
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest != null && !Files.isDirectory(nearest)) {
      throw blocked(path, new FileSystemException(path.toString(), null, "Not a directory"));
    }
  }

  /** What a library said of a file, with the remedy. */
  static IOException blocked(Path path, FileSystemException failure) {
    return failure instanceof AccessDeniedException
        ? closed(path)
        : new IOException(
            "%s cannot be read (%s); mend the path, or name another"
                .formatted(
                    path, Objects.requireNonNullElse(failure.getReason(), "no reason given")),
            failure);
  }

  private static IOException closed(Path path) {
    return new IOException(
        path + " may not be read; change its rights or those of its folders, or name another");
  }
}
