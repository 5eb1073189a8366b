package io.gauntlet.pipelines.expansion;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar that starts a program of this class path and has nothing in it: it names the jars and
 * folders of this machine.
 */
public final class PathJar {
  private PathJar() {}

  /**
   * Writes it.
   *
   * @param file that it becomes
   * @param main class that {@code java -jar} starts
   * @param classPath of this process
   */
  public static void write(Path file, Class<?> main, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Splitter.on(File.pathSeparatorChar)
            .omitEmptyStrings()
            .splitToStream(classPath)
            // The URI of a folder ends in a slash, without which it would be taken for a jar.
            .map(entry -> Path.of(entry).toAbsolutePath().toUri().toString())
            .collect(Collectors.joining(" ")));
    attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      jar.finish();
    }
  }
}
