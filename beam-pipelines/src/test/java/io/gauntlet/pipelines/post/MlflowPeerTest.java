package io.gauntlet.pipelines.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real MLflow takes what is sent: a server on this machine, in a virtual environment under {@code
 * target/}, with SQLite and a folder of artifacts. Where there is no Python or no index of
 * packages, the test is skipped and says so.
 */
@Tag("peers")
class MlflowPeerTest {
  /** MLflow does not name the last SQLAlchemy that it works with. */
  private static final List<String> PINNED = List.of("mlflow==3.4.0", "sqlalchemy==2.0.43");

  private static final String FILTER = "tags.`gauntlet.run` = 'sha256:peer'";

  @TempDir private static Path folder;
  private static Process server;
  private static MlflowClient client;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path environment = Path.of("target/peers", String.join("+", PINNED)).toAbsolutePath();
    Path installed = environment.resolve("installed");
    Path bin = environment.resolve("bin");
    if (!Files.exists(installed)) {
      List<String> install =
          new ArrayList<>(List.of(bin + "/python", "-m", "pip", "install", "-q"));
      install.addAll(PINNED);
      boolean done = run(List.of("python3", "-m", "venv", environment.toString())) && run(install);
      assumeTrue(done, "no Python with " + PINNED);
      Files.createFile(installed);
    }
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server =
        new ProcessBuilder(
                bin + "/python",
                "-m",
                "mlflow",
                "server",
                "--host=127.0.0.1",
                "--port=" + port,
                "--workers=1",
                "--backend-store-uri=sqlite:///" + folder.resolve("mlflow.db"),
                "--artifacts-destination=" + folder.resolve("artifacts"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    client =
        new MlflowClient(
            URI.create("http://127.0.0.1:" + port), Optional.empty(), Duration.ofSeconds(10));
    awaitServer();
  }

  /** The first time, it makes its tables. */
  private static void awaitServer() throws IOException {
    for (int attempt = 1; attempt <= 6; attempt++) {
      try {
        client.get("mlflow/experiments/get-by-name?experiment_name=Default");
        return;
      } catch (MlflowClient.UnreachableException e) {
        assertTrue(server.isAlive(), Files.readString(folder.resolve("log")));
      }
    }
  }

  private static boolean run(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (server != null) {
      Stream.concat(server.descendants(), Stream.of(server.toHandle()))
          .toList()
          .forEach(ProcessHandle::destroy);
      server.waitFor();
    }
  }

  @Test
  void everyNameIsTakenAndARunSentTwiceIsOne() throws IOException {
    ImmutableMap.Builder<FigureName, Double> figures = ImmutableMap.builder();
    for (String attack :
        List.of("none", "pgd:epsilon=0.03+pwws", "worst-of(fgsm|pwws,x)", "..", "", "é \" '%")) {
      figures.put(FigureName.of("attack_success_rate", "cell", "late-fusion", attack), 0.25);
    }
    figures.put(FigureName.of("f1", "cell", "image", "(pgd|".repeat(100)), 0.5);
    IntStream.range(0, 1500)
        .forEach(i -> figures.put(FigureName.of("f1", "cell", "image", "pgd:steps=" + i), i / 2e3));
    ImmutableMap<FigureName, Double> all = figures.buildOrThrow();
    PostedRun run =
        PostedRun.builder()
            .id("sha256:peer")
            .name("peer")
            .seconds(60)
            .figures(all)
            .options(
                IntStream.range(0, 120)
                    .boxed()
                    .collect(
                        ImmutableSortedMap.toImmutableSortedMap(
                            String::compareTo, i -> "option" + i, i -> "x".repeat(700))))
            .tags(ImmutableSortedMap.of("gauntlet.verdict", "FAIL"))
            .files(ImmutableList.of(new PostedFile("verdict.json", new byte[] {1, 2, 3})))
            .build();
    MlflowSink sink = new MlflowSink(client, Map.of());
    String where = sink.send(run);
    assertEquals(where, sink.send(run));
    assertEquals(1, where.lines().count(), where);

    String experiment =
        client
            .get("mlflow/experiments/get-by-name?experiment_name=gauntlet")
            .at("/experiment/experiment_id")
            .asText();
    JsonNode found =
        client
            .post(
                "mlflow/runs/search",
                new ObjectMapper()
                    .readTree(
                        "{\"experiment_ids\": [\"%s\"], \"filter\": \"%s\"}"
                            .formatted(experiment, FILTER)))
            .path("runs");
    assertEquals(1, found.size());
    JsonNode there = found.get(0);
    assertEquals("FINISHED", there.at("/info/status").asText());
    Set<String> keys =
        Streams.stream(there.at("/data/metrics"))
            .map(metric -> metric.path("key").asText())
            .collect(Collectors.toSet());
    assertEquals(all.keySet().stream().map(FigureName::key).collect(Collectors.toSet()), keys);
    assertEquals(120, there.at("/data/params").size());
    String id = there.at("/info/run_id").asText();
    JsonNode history =
        client.get(
            "mlflow/metrics/get-history?max_results=10&run_id=%s&metric_key=%s"
                .formatted(id, "cell/late-fusion/none/attack_success_rate"));
    assertEquals(1, history.path("metrics").size(), history.toString());
    try (Stream<Path> files = Files.walk(folder.resolve("artifacts"))) {
      assertEquals(
          List.of("verdict.json"),
          files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList());
    }
  }
}
