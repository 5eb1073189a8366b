package io.gauntlet.pipelines.machine;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The machine and the process that a run would have.
 *
 * @param environment of the process
 * @param properties of Java
 * @param root folder that has {@code proc}, {@code sys} and {@code lib}
 */
record Machine(ImmutableMap<String, String> environment, Properties properties, Path root) {

  /** This one. */
  static Machine here() {
    return new Machine(ImmutableMap.copyOf(System.getenv()), System.getProperties(), Path.of("/"));
  }

  /** A property of Java; empty text where there is none. */
  String property(String name) {
    return properties.getProperty(name, "");
  }

  /** A file below the root as text; empty where it cannot be read. */
  Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
