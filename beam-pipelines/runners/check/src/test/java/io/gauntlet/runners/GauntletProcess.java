package io.gauntlet.runners;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of the command as a user calls it, by its script, on the Java of this process.
 *
 * @param status with which it ended
 * @param said all that it printed, on either stream
 */
record GauntletProcess(int status, String said) {
  private static final Path SCRIPT = Path.of("../../../gauntlet").toAbsolutePath().normalize();

  /** Calls it and waits for its end. */
  static GauntletProcess call(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try (InputStream stream = process.getInputStream()) {
      String said = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new GauntletProcess(process.waitFor(), said);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The last line that it printed. */
  String lastLine() {
    List<String> lines = said.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** The lines that begin alike. */
  List<String> lines(String beginning) {
    return said.lines().filter(line -> line.startsWith(beginning)).toList();
  }
}
