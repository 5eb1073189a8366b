package io.gauntlet.pipelines.machine;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where the native libraries of PyTorch, of the tokenizers and of Snappy are unpacked. They take
 * the user's home and the temporary folder for granted; on machines that are kept tidy the one
 * cannot be written to and nothing in the other may be executed.
 *
 * @param environment of the process
 * @param properties of Java
 */
public record NativeFolders(ImmutableMap<String, String> environment, Properties properties) {
  /** What DJL asks for first: the environment, and then properties of these names. */
  static final String ENGINES = "ENGINE_CACHE_DIR";

  static final String CACHE = "DJL_CACHE_DIR";

  /** What Snappy asks for, and else takes the temporary folder. */
  static final String SNAPPY = "org.xerial.snappy.tempdir";

  private static final String TEMPORARY = "java.io.tmpdir";

  private static final FileAttribute<?> EXECUTABLE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Of this process. */
  public static NativeFolders ofThisProcess() {
    return new NativeFolders(ImmutableMap.copyOf(System.getenv()), System.getProperties());
  }

  /**
   * Chooses, and says so in the properties; what a user named stays as it is.
   *
   * @return the folder of PyTorch's libraries
   * @throws UsageException when libraries can be unpacked nowhere; says what to give
   */
  public Path choose() {
    Path engines = engines();
    Path temporary = Path.of(properties.getProperty(TEMPORARY));
    if (properties.getProperty(SNAPPY) == null && !runs(temporary)) {
      properties.setProperty(SNAPPY, engines.toString());
    }
    return engines;
  }

  private Path engines() {
    Optional<String> named =
        Stream.of(ENGINES, CACHE)
            .flatMap(name -> Stream.of(environment.get(name), properties.getProperty(name)))
            .filter(folder -> folder != null && !folder.isEmpty())
            .findFirst();
    List<Path> folders = named.map(folder -> List.of(Path.of(folder))).orElseGet(this::usual);
    Path chosen =
        folders.stream()
            .filter(
                named.isPresent()
                    ? folder -> runs(folder) || isFilled(folder)
                    : NativeFolders::isSafe)
            .findFirst()
            .orElseThrow(() -> nowhere(folders));
    if (named.isEmpty()) {
      properties.setProperty(ENGINES, chosen.toString());
    }
    return chosen;
  }

  /** The user's home as ever, then the folder that the program was built in, then any. */
  private List<Path> usual() {
    List<Path> folders = new ArrayList<>();
    add(folders, "user.home", ".djl.ai");
    add(folders, "gauntlet.home", "templates/target/natives");
    add(folders, TEMPORARY, ".djl.ai-" + properties.getProperty("user.name", "user"));
    return folders;
  }

  private void add(List<Path> folders, String property, String inside) {
    String folder = properties.getProperty(property, "");
    // Java calls the home of a user who has none "?".
    if (!folder.isEmpty() && !folder.equals("?")) {
      folders.add(Path.of(folder).resolve(inside));
    }
  }

  private static UsageException nowhere(List<Path> folders) {
    return new UsageException(
        "PyTorch's libraries can be unpacked nowhere: no file can be made and executed in %s; name a"
                .formatted(folders)
            + " folder where it can, by "
            + CACHE
            + "=DIR in the environment");
  }

  /** Whether all that is needed was unpacked before, where nothing can be written any more. */
  private static boolean isFilled(Path folder) {
    return !Files.isWritable(folder) && Files.isDirectory(folder.resolve("pytorch"));
  }

  /** Whether libraries run in a folder that no other user has made. */
  private static boolean isSafe(Path folder) {
    try {
      return maker(folder).equals(Optional.of(Files.getOwner(folder)));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether what is put into a folder can be executed. */
  static boolean runs(Path folder) {
    return maker(folder).isPresent();
  }

  /** Who owns a file that is made in a folder; empty where none is, or it cannot be executed. */
  private static Optional<UserPrincipal> maker(Path folder) {
    try {
      Files.createDirectories(folder);
      Path tried = Files.createTempFile(folder, ".gauntlet", "", EXECUTABLE);
      try {
        return Files.isExecutable(tried) ? Optional.of(Files.getOwner(tried)) : Optional.empty();
      } finally {
        Files.delete(tried);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
