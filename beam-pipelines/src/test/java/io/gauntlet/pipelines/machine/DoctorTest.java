package io.gauntlet.pipelines.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.pipelines.machine.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final ImmutableMap<String, String> LAUNCHED =
      ImmutableMap.of(
          "MALLOC_TRIM_THRESHOLD_", "8589934592",
          "MALLOC_MMAP_THRESHOLD_", "8589934592",
          "MALLOC_TOP_PAD_", "268435456",
          "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
          "OMP_NUM_THREADS", "1");

  @TempDir private Path root;
  private final Properties properties = new Properties();

  @BeforeEach
  void healthy() throws IOException {
    write("proc/meminfo", "MemTotal: 9000000 kB\nMemAvailable:    8000000 kB\n");
    write("proc/cpuinfo", "processor : 0\nflags\t\t: fpu sse avx avx2 avx512f\n");
    properties.setProperty("java.version", "17.0.15");
    properties.setProperty("java.specification.version", "17");
    properties.setProperty("os.name", "Linux");
    properties.setProperty("os.arch", "amd64");
    properties.setProperty("sun.jnu.encoding", "UTF-8");
    properties.setProperty("user.dir", root.toString());
    properties.setProperty("user.home", root.toString());
    properties.setProperty("java.io.tmpdir", root.toString());
    properties.setProperty("gauntlet.home", root.toString());
  }

  @Test
  void nothingIsToBeMendedOfAMachineThatIsWell() {
    Doctor.look(machine(LAUNCHED))
        .forEach(
            finding -> {
              assertTrue(finding.state() != State.MEND, finding.toString());
              assertEquals(
                  finding.state() == State.FINE, finding.remedy().isEmpty(), finding.toString());
            });
    assertEquals(State.FINE, of("memory").state());
    assertEquals("8.2 GB", of("memory").text().substring(0, 6));
  }

  @Test
  void aContainersLimitCountsAndNotItsHostsMemory() throws IOException {
    write("sys/fs/cgroup/memory.max", "1073741824\n");
    assertEquals(State.MEND, of("memory").state());
    write("sys/fs/cgroup/memory.max", "max\n");
    assertEquals(State.FINE, of("memory").state());
  }

  @Test
  void whatMakesRunsFailIsToBeMended() throws IOException {
    properties.setProperty("java.specification.version", "11");
    properties.setProperty("sun.jnu.encoding", "ANSI_X3.4-1968");
    write("lib/ld-musl-x86_64.so.1", "");
    assertEquals(State.MEND, of("JDK").state());
    assertEquals(State.MEND, of("locale").state());
    assertEquals(State.MEND, of("platform").state());
    assertTrue(of("platform").remedy().contains("Debian"), of("platform").toString());
  }

  @Test
  void whatMakesRunsSlowIsNoted() throws IOException {
    write("proc/cpuinfo", "flags : fpu sse\n");
    assertEquals(State.NOTE, of("processor").state());
    Finding allocator = of("allocator", ImmutableMap.of("OMP_NUM_THREADS", "8"));
    assertEquals(State.NOTE, allocator.state());
    assertTrue(allocator.text().contains("MALLOC_TOP_PAD_"), allocator.toString());
    assertEquals(State.NOTE, of("threads", ImmutableMap.of("OMP_NUM_THREADS", "8")).state());
  }

  @Test
  void aHomeThatIsNotThereIsNoHindrance() {
    properties.setProperty("user.home", "?");
    assertEquals(State.NOTE, of("home").state());
    properties.setProperty("user.home", root.resolve("nobody").toString());
    assertEquals(State.NOTE, of("home").state());
    assertFalse(of("home").remedy().isEmpty());
  }

  @Test
  void jarsOfARunnerThatAreGoneAreNoted() throws IOException {
    write("beam-pipelines/runners/flink/target/classpath", root.resolve("gone.jar").toString());
    assertEquals(State.NOTE, of("runners").state());
    write("gone.jar", "");
    assertEquals("direct, flink", of("runners").text().substring(0, 13));
  }

  private Finding of(String what) {
    return of(what, LAUNCHED);
  }

  private Finding of(String what, ImmutableMap<String, String> environment) {
    return Doctor.look(machine(environment)).stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private Machine machine(ImmutableMap<String, String> environment) {
    return new Machine(environment, properties, root);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }
}
