package io.gauntlet.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A job server in a process of its own, on the loopback. */
record JobServerProcess(Process process, int port) implements AutoCloseable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String PRISM = "github.com/apache/beam/sdks/v2/go/cmd/prism@v2.73.0";
  private static final Duration START = Duration.ofMinutes(2);

  /** Building it takes a quarter of an hour where nothing of it is cached. */
  private static final Duration BUILD = Duration.ofMinutes(40);

  /**
   * Flink's, with a cluster inside it.
   *
   * @param staged folder for the files of jobs
   */
  static JobServerProcess flink(Path staged) throws Exception {
    int port = freePort();
    return started(
        port,
        "flink-job-server.log",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-cp",
            classPath("portable") + ":" + classPath("flink"),
            "org.apache.beam.runners.flink.FlinkJobServerDriver",
            "--flink-master=[local]",
            "--flink-conf-dir=" + Path.of("../flink/conf").toAbsolutePath().normalize(),
            "--job-port=" + port,
            "--artifact-port=0",
            "--expansion-port=0",
            "--artifacts-dir=" + staged));
  }

  private static String classPath(String runner) throws IOException {
    return Files.readString(Path.of("..", runner, "target", "classpath")).strip();
  }

  /** Prism, which is built once into {@code target/}; the test is skipped where there is no Go. */
  static JobServerProcess prism() throws Exception {
    Path built = TARGET.resolve("prism");
    if (!Files.isExecutable(built)) {
      build();
    }
    int port = freePort();
    return started(
        port,
        "prism.log",
        List.of(
            built.toString(), "-job_port=" + port, "-serve_http=false", "-log_level=error"));
  }

  private static void build() throws Exception {
    Process go;
    try {
      go = process("go-install.log", List.of("go", "install", PRISM), Map.of("GOBIN", TARGET.toString()));
    } catch (IOException e) {
      abort("there is no go, which builds Prism");
      return;
    }
    try {
      assertTrue(go.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS), "Prism is still being built");
      assertEquals(0, go.exitValue(), Files.readString(TARGET.resolve("go-install.log")));
    } finally {
      go.destroyForcibly();
    }
  }

  private static JobServerProcess started(int port, String log, List<String> command)
      throws Exception {
    JobServerProcess server = new JobServerProcess(process(log, command, Map.of()), port);
    Instant end = Instant.now().plus(START);
    while (!server.answers()) {
      if (!server.process().isAlive() || Instant.now().isAfter(end)) {
        server.close();
        throw new IOException("it does not start: " + Files.readString(TARGET.resolve(log)));
      }
      Thread.sleep(200);
    }
    return server;
  }

  private static Process process(String log, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createDirectories(TARGET).resolve(log).toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Host and port. */
  String endpoint() {
    return "localhost:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
