package io.gauntlet.templates;

import com.google.common.base.Splitter;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What images are made of.
 *
 * @param jars of the class path, by the names that they have in an image; none with libtorch
 * @param libtorch the jar of libtorch's shared libraries for CPUs
 * @param jni the jar of the bridge to libtorch, for CPUs and GPUs
 */
record Program(Map<String, Path> jars, Path libtorch, Path jni) {
  private static final String LIBTORCH = "pytorch-native-cpu-";
  private static final String JNI = "pytorch-jni-";
  private static final String VERSION = "-\\d+(\\.\\d+)*(-SNAPSHOT)?\\.jar$";

  Program {
    jars = Map.copyOf(jars);
  }

  /**
   * The program that was built in a checkout.
   *
   * @throws UsageException when nothing was built
   */
  static Program built(Path checkout) throws IOException {
    Path pipelines = checkout.resolve("beam-pipelines/target");
    Path list = pipelines.resolve("classpath");
    if (!Files.exists(list)) {
      throw new UsageException("nothing is built in " + checkout + "; run ./mvnw package there");
    }
    List<Path> classPath = new ArrayList<>(jarsOfOurs(pipelines));
    Splitter.on(':')
        .splitToStream(Files.readString(list).trim())
        .map(Path::of)
        .forEach(classPath::add);
    return of(classPath);
  }

  /** The program of a class path of jars. */
  static Program of(List<Path> classPath) {
    Map<String, Path> jars = new TreeMap<>();
    for (Path jar : classPath) {
      String name = jar.getFileName().toString();
      if (!name.startsWith(LIBTORCH)) {
        jars.put(name.startsWith("gauntlet-") ? name.replaceFirst(VERSION, ".jar") : name, jar);
      }
    }
    return new Program(jars, find(classPath, LIBTORCH), find(classPath, JNI));
  }

  /** libtorch and the bridge to it, for workers without GPU. */
  Map<String, Path> cpuNatives(Path work) throws IOException {
    Map<String, Path> natives = Natives.unpack(libtorch, "pytorch/cpu/linux-x86_64/", work);
    natives.putAll(bridge("cpu", work));
    return natives;
  }

  /** The bridge to a flavour of libtorch. */
  Map<String, Path> bridge(String flavour, Path work) throws IOException {
    Map<String, Path> bridge = Natives.unpack(jni, "jnilib/linux-x86_64/" + flavour + "/", work);
    if (bridge.isEmpty()) {
      throw new UsageException(
          jni.getFileName() + " has no bridge to the flavour '" + flavour + "' of libtorch");
    }
    return bridge;
  }

  /** Version of libtorch, such as 2.7.1. */
  String libtorchVersion() {
    return libtorch.getFileName().toString().replaceFirst(LIBTORCH + "([\\d.]+)-.*", "$1");
  }

  private static Path find(List<Path> classPath, String prefix) {
    return classPath.stream()
        .filter(jar -> jar.getFileName().toString().startsWith(prefix))
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new UsageException("there is no " + prefix + " on the class path"));
  }

  private static List<Path> jarsOfOurs(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gauntlet-[a-z-]+" + VERSION))
          .toList();
    }
  }
}
