package io.gauntlet.pipelines.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.pipelines.loopback.LoopbackCloud;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLockTest {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();
  private static final long OWN = ProcessHandle.current().pid();

  @TempDir private Path folder;

  @Test
  void theSecondIsToldWhoseTheFolderIs() throws IOException {
    String run = folder.resolve("run").toString();
    try (FolderLock lock = FolderLock.take(run, OPTIONS)) {
      String said = refused(run);
      assertEquals(1, said.lines().count(), said);
      assertTrue(said.startsWith("--output: " + lock.folder() + " is in use by process "), said);
      assertTrue(said.contains("process " + OWN + " on "), said);
      assertTrue(said.contains(", since " + Instant.now().toString().substring(0, 11)), said);
      assertTrue(said.endsWith("if it has ended, delete " + run + "/run.lock"), said);
    }
    FolderLock.take(run, OPTIONS).close();
    assertEquals(List.of(), left(run));
  }

  @Test
  void ofManyAtOnceOneGetsTheFolder() throws Exception {
    int many = 8;
    String run = folder.toString();
    write(run, lock(deadPid(), Instant.now()));
    CyclicBarrier start = new CyclicBarrier(many);
    CyclicBarrier end = new CyclicBarrier(many);
    Callable<Integer> attempt =
        () -> {
          start.await();
          try (FolderLock lock = FolderLock.take(run, OPTIONS)) {
            end.await();
            return lock.folder().equals(run) ? 1 : 0;
          } catch (UsageException e) {
            end.await();
            return 0;
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      int got = 0;
      for (Future<Integer> future :
          threads.invokeAll(Stream.generate(() -> attempt).limit(many).toList())) {
        got += future.get();
      }
      assertEquals(1, got);
    } finally {
      threads.shutdown();
    }
    assertEquals(List.of(), left(run));
  }

  @Test
  void whatAProcessLeftThatIsGoneIsTakenOver() throws Exception {
    String run = folder.toString();
    write(run, lock(deadPid(), Instant.now()));
    FolderLock.take(run, OPTIONS).close();
    // Its number was given to another process since.
    write(run, lock(OWN, Instant.parse("2001-01-01T00:00:00Z")));
    FolderLock.take(run, OPTIONS).close();
    assertEquals(List.of(), left(run));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"host\":\"elsewhere\",\"pid\":1,\"since\":\"2026-01-01T00:00:00Z\"}",
        "{\"host\":\"elsewhere\"",
        "",
      })
  void whatNobodyCanKnowIsTheUsersToDelete(String lock) throws IOException {
    write(folder.toString(), lock);
    String said = refused(folder.toString());
    assertTrue(said.endsWith("delete " + folder + "/run.lock"), said);
    assertEquals(lock, Files.readString(folder.resolve("run.lock")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/", "gs://bucket", "file.txt", "file.txt/run", "a\0b"})
  void whatCanBeNoFolderIsRefusedInOneLine(String output) throws IOException {
    Files.writeString(folder.resolve("file.txt"), "");
    String named = output.startsWith("file") ? folder + "/" + output : output;
    String said = refused(named);
    assertTrue(said.startsWith("--output"), said);
    assertTrue(said.contains("; name a"), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void aBucketGivesAFolderToOne() throws IOException {
    try (LoopbackCloud cloud = new LoopbackCloud()) {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(cloud.storageOptions().toArray(String[]::new)).create();
      FileSystems.setDefaultPipelineOptions(options);
      String run = "gs://runs/1[a]*";
      try (FolderLock lock = FolderLock.take(run, options)) {
        assertEquals(run, lock.folder());
        String said =
            assertThrows(UsageException.class, () -> FolderLock.take(run, options)).getMessage();
        assertTrue(said.contains(run + " is in use by process " + OWN), said);
      }
      FolderLock.take(run, options).close();
      assertEquals(0, cloud.storage().under("gs://runs/").size());
    } finally {
      FileSystems.setDefaultPipelineOptions(OPTIONS);
    }
  }

  private static String refused(String run) {
    return assertThrows(UsageException.class, () -> FolderLock.take(run, OPTIONS)).getMessage();
  }

  private static void write(String run, String lock) throws IOException {
    Files.writeString(Path.of(run, "run.lock"), lock);
  }

  private static String lock(long pid, Instant since) {
    return "{\"host\":\"%s\",\"pid\":%s,\"since\":\"%s\"}"
        .formatted(LockOwner.thisProcess().host(), pid, since);
  }

  private static long deadPid() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  private static List<Path> left(String run) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(run))) {
      return files.toList();
    }
  }
}
