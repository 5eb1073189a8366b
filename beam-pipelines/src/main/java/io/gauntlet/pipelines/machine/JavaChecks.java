package io.gauntlet.pipelines.machine;

import com.google.common.primitives.Ints;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Java, the platform under it, and how it names files. */
final class JavaChecks {
  private static final int OLDEST = 17;
  private static final int NEWEST = 25;
  private static final List<String> PROCESSORS = List.of("amd64", "aarch64");

  private JavaChecks() {}

  static Finding version(Machine machine) {
    String version = machine.property("java.version");
    Optional<Integer> feature =
        Optional.ofNullable(Ints.tryParse(machine.property("java.specification.version")));
    String text = "%s of %s".formatted(version, machine.property("java.vendor"));
    if (feature.isEmpty() || feature.get() < OLDEST) {
      return Finding.mend("JDK", text, "install a JDK of 17 to 25, and let JAVA_HOME name it");
    }
    return feature.get() > NEWEST
        ? Finding.note("JDK", text, "it is newer than what was tried; 17 to 25 were")
        : Finding.fine("JDK", text);
  }

  static Finding platform(Machine machine) {
    String text = machine.property("os.name") + " on " + machine.property("os.arch");
    if (!machine.property("os.name").equals("Linux")
        || !PROCESSORS.contains(machine.property("os.arch"))) {
      return Finding.mend("platform", text, "run it on 64-bit Linux, or in a container of it");
    }
    boolean musl =
        PROCESSORS.stream()
            .map(name -> name.equals("amd64") ? "x86_64" : name)
            .anyMatch(
                name -> Files.exists(machine.root().resolve("lib/ld-musl-" + name + ".so.1")));
    return musl
        ? Finding.mend(
            "platform",
            text + " with musl",
            "PyTorch's libraries need glibc: take Debian, Ubuntu or Fedora instead of Alpine")
        : Finding.fine("platform", text);
  }

  static Finding locale(Machine machine) {
    String encoding = machine.property("sun.jnu.encoding");
    return Charset.isSupported(encoding) && Charset.forName(encoding).equals(StandardCharsets.UTF_8)
        ? Finding.fine("locale", "files are named in UTF-8")
        : Finding.mend(
            "locale",
            "files are named in " + encoding,
            "LC_ALL=C.UTF-8, or no file with a letter beyond ASCII in its name can be opened");
  }
}
