package io.gauntlet.templates;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Shared libraries as files that an image can hold, by their names without folders. */
final class Natives {
  private static final String SHARED_LIBRARY = "[^/]+\\.so(\\.\\d+)*";

  private Natives() {}

  /**
   * Unpacks those of a jar.
   *
   * @param folder the one in the jar that they are in
   * @param work where they are put
   */
  static Map<String, Path> unpack(Path jar, String folder, Path work) throws IOException {
    Path unpacked =
        Files.createDirectories(work.resolve(jar.getFileName().toString()).resolve(folder));
    Map<String, Path> found = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().startsWith(folder)) {
          String name = entry.getName().substring(folder.length());
          if (name.matches(SHARED_LIBRARY)) {
            Path file = unpacked.resolve(name);
            try (InputStream stream = zip.getInputStream(entry)) {
              Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            }
            found.put(name, file);
          }
        }
      }
    }
    return found;
  }

  /** Those of a folder. */
  static Map<String, Path> in(Path folder) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    try (var files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().matches(SHARED_LIBRARY))
          .forEach(file -> found.put(file.getFileName().toString(), file));
    }
    return found;
  }
}
