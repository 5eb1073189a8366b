package io.gauntlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Python with pinned packages in a folder under {@code target/}, for tests tagged {@code peers}
 * that ask an independent implementation. Where there is no Python or no index of packages, the
 * test is skipped and says so.
 */
public final class PythonPeer {
  private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();

  private final Path packages;

  private PythonPeer(Path packages) {
    this.packages = packages;
  }

  /**
   * Installs packages, unless they are there already.
   *
   * @param pinned as pip wants them: {@code fastavro==1.9.7}
   */
  public static PythonPeer with(String... pinned) throws IOException, InterruptedException {
    Path folder = Path.of("target/peers", String.join("+", pinned)).toAbsolutePath();
    if (!Files.exists(folder.resolve("installed"))) {
      List<String> install =
          new ArrayList<>(List.of("-m", "pip", "install", "-q", "--target", folder.toString()));
      install.addAll(List.of(pinned));
      Ended ended = python(folder, install);
      assumeTrue(ended.status() == 0, "no Python with " + List.of(pinned) + ": " + ended.printed());
      Files.createFile(folder.resolve("installed"));
    }
    return new PythonPeer(folder);
  }

  /**
   * Runs a script of the folder of tests in Python, which must end well.
   *
   * @return what it printed
   */
  public String run(String script, Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Ended ended = python(packages, command);
    assertEquals(0, ended.status(), ended.printed());
    return ended.printed();
  }

  /**
   * Starts a server in Python, which sees the scripts of the folder of tests as modules.
   *
   * @param log that gets what it prints
   * @return the process, which the caller ends
   */
  public Process start(Path log, String code, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", code));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("PYTHONPATH", packages + File.pathSeparator + SCRIPTS);
    return builder.start();
  }

  private record Ended(int status, String printed) {}

  private static Ended python(Path packages, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .merge("PYTHONPATH", packages.toString(), (old, own) -> own + File.pathSeparator + old);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Ended(-1, e.getMessage());
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), printed);
  }
}
