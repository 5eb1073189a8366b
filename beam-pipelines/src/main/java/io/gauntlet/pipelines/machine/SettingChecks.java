package io.gauntlet.pipelines.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the launcher sets, and what it fetches. */
final class SettingChecks {
  /** Without these glibc gives every freed tensor back to the kernel. */
  private static final List<String> ALLOCATOR =
      List.of(
          "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TOP_PAD_", "GLIBC_TUNABLES");

  private static final String THREADS = "OMP_NUM_THREADS";
  private static final List<String> RUNNERS = List.of("flink", "spark");

  private SettingChecks() {}

  static Finding allocator(Machine machine) {
    List<String> missing =
        ALLOCATOR.stream().filter(name -> !machine.environment().containsKey(name)).toList();
    return missing.isEmpty()
        ? Finding.fine("allocator", "is set as the launcher sets it, or as you did")
        : Finding.note(
            "allocator",
            "lacks " + String.join(", ", missing),
            "call ./gauntlet, which sets them: without them a run takes half as long again");
  }

  static Finding threads(Machine machine) {
    String threads = machine.environment().getOrDefault(THREADS, "");
    return threads.equals("1")
        ? Finding.fine("threads", "one for each operator; workers fill the cores")
        : Finding.note(
            "threads",
            "%s is %s".formatted(THREADS, threads.isEmpty() ? "not set" : threads),
            "unset it, and call ./gauntlet: workers would wait for each other's cores");
  }

  static Finding runners(Machine machine) {
    Path home = Path.of(machine.property("gauntlet.home"));
    List<String> fetched = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (String runner : RUNNERS) {
      Path classpath =
          home.resolve("beam-pipelines/runners").resolve(runner).resolve("target/classpath");
      if (Files.exists(classpath)) {
        (jarsAreThere(classpath) ? fetched : broken).add(runner);
      }
    }
    if (!broken.isEmpty()) {
      return Finding.note(
          "runners",
          "jars of %s are gone".formatted(String.join(" and ", broken)),
          "the next --runner=%s fetches them again, and needs Maven Central"
              .formatted(broken.get(0)));
    }
    return Finding.fine(
        "runners",
        "direct"
            + fetched.stream().map(name -> ", " + name).reduce("", String::concat)
            + (fetched.size() == RUNNERS.size()
                ? ""
                : "; others are fetched when they are asked for"));
  }

  private static boolean jarsAreThere(Path classpath) {
    try {
      return Stream.of(Files.readString(classpath).strip().split(":", -1))
          .allMatch(jar -> Files.isReadable(Path.of(jar)));
    } catch (IOException e) {
      return false;
    }
  }
}
