package io.gauntlet.pipelines.machine;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Memory and the processor. */
final class HardwareChecks {
  private static final double LEAST_TO_RUN = 2e9;
  private static final double LEAST_TO_BE_AT_EASE = 4e9;
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(?<kb>\\d+) kB");
  private static final Pattern FLAGS =
      Pattern.compile("^(flags|Features)\\s*:(?<flags>.*)$", Pattern.MULTILINE);

  /** Where a container's limit stands, in the two versions of control groups. */
  private static final Set<String> LIMITS =
      Set.of("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");

  private HardwareChecks() {}

  static Finding memory(Machine machine) {
    LongStream limits =
        LIMITS.stream()
            .flatMap(file -> machine.text(file).stream())
            .map(Longs::tryParse)
            .flatMap(Stream::ofNullable)
            .mapToLong(Long::longValue);
    OptionalLong bytes = LongStream.concat(available(machine).stream(), limits).min();
    if (bytes.isEmpty()) {
      return Finding.note("memory", "nothing says how much there is", "give a run 4 GB");
    }
    String text =
        String.format(
            Locale.ROOT,
            "%.1f GB can be had, of which Java takes at most %.1f",
            bytes.getAsLong() / 1e9,
            Runtime.getRuntime().maxMemory() / 1e9);
    String remedy =
        "close other programs, raise the container's limit, or give a smaller --attackBatch, --batch"
            + " and --imageSize";
    if (bytes.getAsLong() < LEAST_TO_RUN) {
      return Finding.mend("memory", text, remedy);
    }
    return bytes.getAsLong() < LEAST_TO_BE_AT_EASE
        ? Finding.note("memory", text, remedy)
        : Finding.fine("memory", text);
  }

  private static OptionalLong available(Machine machine) {
    return machine
        .text("proc/meminfo")
        .map(AVAILABLE::matcher)
        .filter(Matcher::find)
        .map(found -> OptionalLong.of(1024 * Long.parseLong(found.group("kb"))))
        .orElse(OptionalLong.empty());
  }

  static Finding processor(Machine machine) {
    int cores = Runtime.getRuntime().availableProcessors();
    Optional<Set<String>> flags =
        machine
            .text("proc/cpuinfo")
            .map(FLAGS::matcher)
            .filter(Matcher::find)
            .map(
                found ->
                    Set.copyOf(
                        Splitter.on(' ').omitEmptyStrings().splitToList(found.group("flags"))));
    String text = cores + (cores == 1 ? " core" : " cores");
    if (flags.isEmpty()) {
      return Finding.note("processor", text, "nothing says what it can do");
    }
    if (!machine.property("os.arch").equals("amd64")) {
      return Finding.fine("processor", text);
    }
    return flags.get().contains("avx2")
        ? Finding.fine(
            "processor", text + (flags.get().contains("avx512f") ? ", AVX-512" : ", AVX2"))
        : Finding.note(
            "processor",
            text + " without AVX2",
            "networks take several times as long; where it is a virtual machine, let it show its"
                + " host's processor");
  }
}
