package io.gauntlet.pipelines.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import com.google.common.base.Throwables;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.WorkFailedException.Place;
import io.gauntlet.data.yaml.YamlFault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.junit.jupiter.api.Test;

class LastLineTest {

  /** As a runner hands on what a worker threw, with threads and lambdas in between. */
  private static String afterARun(Throwable cause) {
    return LastLine.of(
        new PipelineExecutionException(
            UserCodeException.wrap(
                WorkFailedException.at(
                    Place.STAGE,
                    "attack",
                    WorkFailedException.at(
                        Place.WORK,
                        "make pgd:steps=10 against image",
                        new IllegalStateException(new ExecutionException(cause)))))));
  }

  @Test
  void whereItWasAndWhatOurOwnCodeSaidComeThrough() {
    assertEquals(
        "failed: attack, make pgd:steps=10 against image: the model takes 28 x 28 pixels",
        afterARun(new IllegalArgumentException("the model takes 28 x 28 pixels")));
    assertEquals(
        "failed: the folder holds another model",
        LastLine.of(new UncheckedIOException(new IOException("the folder holds another model"))));
  }

  @Test
  void memoryThatRanOutIsToldWithItsRemedy() {
    String outside =
        afterARun(
            new EngineException(
                "[enforce fail at alloc_cpu.cpp:121] err == 0. DefaultCPUAllocator: can't allocate"
                    + " memory: you tried to allocate 4294967296 bytes.\nException raised from"
                    + " alloc_cpu"));
    assertTrue(
        outside.startsWith(
            "failed: attack, make pgd:steps=10 against image: the machine's memory ran out in"
                + " PyTorch; give a smaller --batch"),
        outside);
    String java = afterARun(new OutOfMemoryError("Java heap space"));
    assertTrue(java.contains("MB ran out; give more by GAUNTLET_JAVA_OPTIONS=-Xmx4g"), java);
  }

  @Test
  void aFullDiskIsToldWhateverElseIsSaid() {
    String line = afterARun(new IOException("models cannot be written: No space left on device"));
    assertTrue(line.contains("image: the disk is full; free space there, or name another"), line);
  }

  @Test
  void filesAreNamed() {
    assertEquals(
        "failed: there is no file runs/1/run.json; bring it back, or name another",
        LastLine.of(new NoSuchFileException("runs/1/run.json")));
    assertEquals(
        "failed: runs/1 may not be read or written; change its rights, or name another",
        LastLine.of(new UncheckedIOException(new AccessDeniedException("runs/1"))));
    assertEquals(
        "failed: runs/1/.scorecard.json.1 cannot be opened (Permission denied); change its rights, or"
            + " name another",
        LastLine.of(new FileNotFoundException("runs/1/.scorecard.json.1 (Permission denied)")));
    assertEquals(
        "failed: there is no file to be read: a (No such file or directory); bring it back, or name"
            + " another",
        LastLine.of(new FileNotFoundException("a (No such file or directory)")));
  }

  @Test
  void aLibraryThatMayNotBeExecutedIsToldWithItsRemedy() {
    String line =
        LastLine.of(
            new EngineException(
                "Failed to load PyTorch native library",
                new UnsatisfiedLinkError("/tmp/libc10.so: failed to map segment")));
    assertTrue(line.startsWith("failed: a library cannot be loaded (/tmp/libc10.so: "), line);
    assertTrue(line.contains("DJL_CACHE_DIR=DIR"), line);
  }

  @Test
  void whatALibrarySaysStandsInASentenceWithoutItsStackOrClass() {
    assertEquals(
        "failed: attack, make pgd:steps=10 against image: PyTorch cannot do this (Expected all"
            + " tensors to be on the same device); GAUNTLET_LOG=debug shows where, for a report",
        afterARun(
            new EngineException(
                "Expected all tensors to be on the same device.\nException raised from x\n#0")));
    assertEquals(
        "failed: this is a fault of Gauntlet (nothing is said of it); GAUNTLET_LOG=debug shows"
            + " where, for a report",
        LastLine.of(new NullPointerException()));
    assertEquals(
        "failed: this is a fault of Gauntlet (integer overflow); GAUNTLET_LOG=debug shows where,"
            + " for a report",
        LastLine.of(new RuntimeException(new ArithmeticException("integer overflow"))));
  }

  @Test
  void itIsOneLineWhateverIsInIt() {
    String line = LastLine.of(new IllegalStateException("one\ntwo\u0007\r" + "x".repeat(5000)));
    assertEquals(1, line.lines().count());
    assertTrue(line.length() < 700, line);
  }

  /** What the runner of Beam throws for what a job server prints of its worker. */
  private static String afterAJob(String before, Throwable cause) {
    return LastLine.of(
        new RuntimeException(
            "The Runner experienced the following error during execution:\n"
                + before
                + Throwables.getStackTraceAsString(UserCodeException.wrap(cause))));
  }

  /** With a line of the stack that is its own. */
  private static RuntimeException thrown(String message) {
    return new IllegalArgumentException(message);
  }

  @Test
  void whatAJobServerPrintsEndsInTheSameLine() {
    assertEquals(
        "failed: the folder holds another model",
        afterAJob("bundle inst113 stage-023 failed:", thrown("the folder holds another model")));
    RuntimeException inAttack =
        WorkFailedException.at(
            Place.STAGE,
            "attack",
            WorkFailedException.at(
                Place.WORK,
                "make pgd:steps=10 against image",
                new IllegalStateException(new OutOfMemoryError("Java heap space"))));
    assertEquals(
        afterARun(new OutOfMemoryError("Java heap space")),
        afterAJob("java.lang.RuntimeException: Error received for instruction 20: ", inAttack));
    assertEquals(
        "failed: attack: image.yaml: the model takes 28 x 28 pixels",
        afterAJob(
            "",
            WorkFailedException.at(
                Place.STAGE,
                "attack",
                new YamlFault("image.yaml", "the model takes 28 x 28 pixels"))));
    assertEquals(
        "failed: a library cannot be loaded (libc10.so already loaded in another classloader); it"
            + " needs 64-bit Linux with glibc",
        afterAJob("", new UnsatisfiedLinkError("libc10.so already loaded in another classloader"))
            .replaceFirst(",[^,]*folders in which.*", ""));
    assertEquals(
        "failed: this is a fault of Gauntlet (the bundle was lost); GAUNTLET_LOG=debug shows where,"
            + " for a report",
        LastLine.of(
            new RuntimeException(
                "The Runner experienced the following error during execution:\n"
                    + "the bundle was lost")));
  }

  @Test
  void causesThatGoInCirclesEnd() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException other = new RuntimeException("other", one);
    one.initCause(other);
    assertTrue(LastLine.of(one).startsWith("failed: this is a fault of Gauntlet"));
  }
}
