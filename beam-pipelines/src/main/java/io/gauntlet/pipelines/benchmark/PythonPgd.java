package io.gauntlet.pipelines.benchmark;

import com.google.common.collect.Iterables;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The same PGD in Python's PyTorch, in a process of its own that waits for its turns. It is written
 * as its users write it: batch norms are asked in evaluation mode, and not folded.
 */
public final class PythonPgd implements AutoCloseable {
  private static final String SCRIPT = "pgd.py";
  private static final String ERRORS = "pgd.err";

  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;
  private final int studies;

  private PythonPgd(Process process, int studies) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.studies = studies;
  }

  /**
   * Starts it, with this process's environment, the allocator's variables among it.
   *
   * @param folder for the script
   * @return empty where there is no such Python, or none with PyTorch
   */
  public static Optional<PythonPgd> start(String python, Path folder, int studies)
      throws IOException {
    Path script = folder.resolve(SCRIPT);
    try (InputStream source = PythonPgd.class.getResourceAsStream(SCRIPT)) {
      Files.copy(source, script);
    }
    List<String> command =
        List.of(
            python,
            script.toString(),
            Integer.toString(PgdBenchmark.BATCH),
            Integer.toString(PgdBenchmark.SIDE),
            Integer.toString(PgdBenchmark.STEPS),
            Integer.toString(studies / PgdBenchmark.BATCH));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(folder.resolve(ERRORS).toFile()).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    PythonPgd started = new PythonPgd(process, studies);
    if ("ready".equals(started.output.readLine())) {
      return Optional.of(started);
    }
    started.close();
    return Optional.empty();
  }

  /** The last that it said on its way down; empty if it said nothing. */
  public static String lastError(Path folder) throws IOException {
    Path errors = folder.resolve(ERRORS);
    return Files.exists(errors) ? Iterables.getLast(Files.readAllLines(errors), "") : "";
  }

  /** Seconds a study. */
  public double seconds() throws IOException {
    input.newLine();
    input.flush();
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the Python process ended before its time");
    }
    return Double.parseDouble(line) / studies;
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.destroy();
    }
  }
}
