package io.gauntlet.pipelines.post;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.sun.net.httpserver.HttpServer;
import io.gauntlet.pipelines.loopback.LoopbackMlflow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowSinkTest {
  private static final String LONG = "worst-of(" + "pgd:epsilon=0.03|".repeat(40) + "pwws)";

  @Test
  void manyFiguresGoInTheBatchesThatMlflowTakes() throws IOException {
    ImmutableMap<FigureName, Double> figures =
        IntStream.range(0, 2500)
            .boxed()
            .collect(
                ImmutableMap.toImmutableMap(
                    i -> FigureName.of("f1", "cell", "image", "pgd:epsilon=" + i),
                    i -> i / 2500.0));
    ImmutableSortedMap<String, String> options =
        IntStream.range(0, 150)
            .boxed()
            .collect(
                ImmutableSortedMap.toImmutableSortedMap(
                    String::compareTo, i -> "option" + i, i -> "x".repeat(1000)));
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      sink(mlflow).send(run(figures, options));
      LoopbackMlflow.Run run = mlflow.runs().get(0);
      assertEquals(2500, run.metrics().size());
      assertEquals(List.of(7 / 2500.0), run.metrics().get("cell/image/pgd:epsilon_3D7/f1"));
      assertEquals(150, run.params().size());
      assertEquals(500, run.params().get("option7").length());
      assertEquals("FINISHED", run.status());
      // Three of metrics, two of params, one of tags.
      assertEquals(6, posts(mlflow, "log-batch"));
    }
  }

  @Test
  void theSameRunTwiceIsOneAndOnlyWhatChangedIsAdded() throws IOException {
    FigureName first = FigureName.of("f1", "cell", "image", "none");
    FigureName second = FigureName.of("f1", "cell", "image", LONG);
    PostedRun run =
        run(ImmutableMap.of(first, 0.5, second, 0.25), ImmutableSortedMap.of("seed", "1"));
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      sink(mlflow).send(run);
      int requests = mlflow.requests().size();
      sink(mlflow).send(run);
      assertEquals(1, mlflow.runs().size());
      assertEquals(List.of("gauntlet"), mlflow.experiments());
      LoopbackMlflow.Run there = mlflow.runs().get(0);
      assertEquals(List.of(0.5), there.metrics().get(first.key()));
      // A second time it asks for experiment and run, and stores the file again.
      assertEquals(3, mlflow.requests().size() - requests);
      assertEquals(second.whole(), there.tags().get("gauntlet.name." + second.digest()));
      sink(mlflow).send(run(ImmutableMap.of(first, 0.75, second, 0.25), ImmutableSortedMap.of()));
      assertEquals(List.of(0.5, 0.75), there.metrics().get(first.key()));
      assertEquals(List.of(0.25), there.metrics().get(second.key()));
    }
  }

  @Test
  void whatIsBusyIsAskedAgainAndALostAnswerDoublesNothing() throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      AtomicInteger left = new AtomicInteger(2);
      mlflow.failing(
          request -> {
            if (!request.path().endsWith("runs/create") || left.getAndDecrement() <= 0) {
              return Optional.empty();
            }
            // The first time it is done, and nobody is told.
            return Optional.of(left.get() == 1 ? -503 : 503);
          });
      sink(mlflow).send(run(ImmutableMap.of(), ImmutableSortedMap.of()));
      assertEquals(1, mlflow.runs().size());
      assertEquals(1, posts(mlflow, "runs/create"));
      assertEquals("FINISHED", mlflow.runs().get(0).status());
    }
  }

  @Test
  void whoIsAlwaysBusyIsGivenUpAfterThreeTimes() throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      mlflow.failing(request -> Optional.of(503));
      assertEquals(
          "MLflow at %s is not ready (status 503)".formatted(mlflow.url()), failure(mlflow.url()));
      assertEquals(3, mlflow.requests().size());
    }
  }

  @Test
  void nobodyThereIsSaidInOneLine() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String said = failure("http://127.0.0.1:" + port);
    assertTrue(said.startsWith("MLflow at http://127.0.0.1:" + port + " cannot be reached"), said);
    assertEquals(1, said.lines().count());
  }

  @Test
  void aNameThatIsRefusedSaysWhatToSet() throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      mlflow.failing(request -> Optional.of(401));
      String said = failure(mlflow.url());
      assertTrue(said.contains("(status 401); set MLFLOW_TRACKING_TOKEN"), said);
      assertEquals(1, mlflow.requests().size());
    }
  }

  @Test
  void whatIsNoMlflowIsSaid() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    String url = "http://127.0.0.1:" + other.getAddress().getPort();
    try {
      assertEquals("what answers at " + url + " is no MLflow", failure(url));
    } finally {
      other.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"s3://bucket/runs", "file:///mlruns", "mlflow-artifacts://other:5000/"})
  void filesThatTheServerDoesNotPassOnAreToldAndTheFiguresStand(String root) throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      mlflow.keepArtifactsAt(root);
      FigureName name = FigureName.of("f1", "cell", "image", "none");
      String told = sink(mlflow).send(run(ImmutableMap.of(name, 0.5), ImmutableSortedMap.of()));
      assertTrue(told.contains("its files were not sent: MLflow keeps them at " + root), told);
      assertEquals(Map.of(), mlflow.files());
      assertEquals(1, mlflow.runs().get(0).metrics().size());
    }
  }

  @Test
  void filesGoToTheRunsFolder() throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      String told = sink(mlflow).send(run(ImmutableMap.of(), ImmutableSortedMap.of()));
      assertEquals(mlflow.url() + "/#/experiments/1/runs/run1", told);
      assertArrayEquals(
          new byte[] {1, 2, 3}, mlflow.files().get("1/run1/artifacts/scorecard.json"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MLFLOW_TRACKING_TOKEN=t, Bearer t",
    "MLFLOW_TRACKING_USERNAME=u;MLFLOW_TRACKING_PASSWORD=p, Basic dTpw",
    "OTHER=1, ''"
  })
  void credentialsAreThoseOfMlflowsClients(String environment, String header) throws IOException {
    Map<String, String> variables =
        List.of(environment.split(";")).stream()
            .collect(
                Collectors.toMap(
                    each -> each.substring(0, each.indexOf('=')),
                    each -> each.substring(each.indexOf('=') + 1)));
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      new MlflowSink(MlflowClient.of(URI.create(mlflow.url()), variables), variables)
          .send(run(ImmutableMap.of(), ImmutableSortedMap.of()));
      mlflow.requests().forEach(request -> assertEquals(header, request.authorization()));
    }
  }

  @Test
  void theExperimentIsNamedAsMlflowsClientsNameIt() throws IOException {
    try (LoopbackMlflow mlflow = new LoopbackMlflow()) {
      new MlflowSink(
              MlflowClient.of(URI.create(mlflow.url()), Map.of()),
              Map.of("MLFLOW_EXPERIMENT_NAME", "chest & more"))
          .send(run(ImmutableMap.of(), ImmutableSortedMap.of()));
      assertEquals(List.of("chest & more"), mlflow.experiments());
    }
  }

  private static long posts(LoopbackMlflow mlflow, String end) {
    return mlflow.requests().stream().filter(request -> request.path().endsWith(end)).count();
  }

  private static String failure(String url) {
    return assertThrows(
            IOException.class,
            () -> sink(url).send(run(ImmutableMap.of(), ImmutableSortedMap.of())))
        .getMessage();
  }

  private static MlflowSink sink(LoopbackMlflow mlflow) {
    return sink(mlflow.url());
  }

  private static MlflowSink sink(String url) {
    return new MlflowSink(
        new MlflowClient(URI.create(url), Optional.empty(), Duration.ZERO), Map.of());
  }

  private static PostedRun run(
      ImmutableMap<FigureName, Double> figures, ImmutableSortedMap<String, String> options) {
    return PostedRun.builder()
        .id("sha256:1")
        .name("night")
        .seconds(12)
        .figures(figures)
        .options(options)
        .tags(ImmutableSortedMap.of("gauntlet.folder", "/runs/night"))
        .files(ImmutableList.of(new PostedFile("scorecard.json", new byte[] {1, 2, 3})))
        .build();
  }
}
