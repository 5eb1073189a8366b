package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import com.sun.net.httpserver.HttpServer;
import io.gauntlet.pipelines.request.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchCommandTest {
  private static final List<String> GOOD =
      List.of(
          "nightly-regression",
          "--project=p",
          "--region=europe-west4",
          "--spec=gs://p-templates/nightly-regression.json",
          "--reports=gs://p-cohort/reports.csv",
          "--projections=gs://p-cohort/projections.csv",
          "--images=gs://p-cohort/images",
          "--output=gs://p-runs/nightly/{date}",
          "--attacks=fgsm",
          "--transfers=none",
          "--textEpochs=1");

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    List<String> arguments =
        List.of(
            "nightly-regression",
            "--project=p",
            "--spec=gs://p/nightly-regression.json",
            "--reports=reports.csv",
            "--images=gs://p-cohort/images",
            "--output=gs://p-runs/run",
            "--seed=one",
            "--immages=x",
            "--gpu=nvidia-l4",
            "images");
    UsageException refused = assertThrows(UsageException.class, () -> run(arguments));
    String message = refused.getMessage();
    assertTrue(message.startsWith("nothing was sent; 6 to mend:"), message);
    for (String part :
        List.of(
            "'images' is not an option",
            "--region is missing",
            "--reports=reports.csv does not match",
            "--seed=one does not match",
            "there is no parameter --immages",
            "--gpu needs --workerImage")) {
      assertTrue(message.contains(part), message);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aTemplateThatIsNotThereIsNamed() {
    assertThrows(UsageException.class, () -> run(List.of("nightly")));
    assertThrows(UsageException.class, () -> run(List.of()));
  }

  @Test
  void aDryRunShowsTheRequestAndSendsNothing() throws IOException {
    assertEquals(0, run(with("--dry-run", "--workerImage=r/worker-gpu:1", "--gpu=nvidia-l4")));
    String text = printed.toString(StandardCharsets.UTF_8);
    LaunchFlexTemplateRequest request =
        Specs.JSON.fromString(
            text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1),
            LaunchFlexTemplateRequest.class);
    assertTrue(request.getUnknownKeys().isEmpty());
    assertEquals("nightly-regression", request.getLaunchParameter().getJobName());
    assertEquals(
        "r/worker-gpu:1", request.getLaunchParameter().getEnvironment().getSdkContainerImage());
    assertEquals(
        "gs://p-runs/nightly/{date}", request.getLaunchParameter().getParameters().get("output"));
    assertTrue(text.endsWith("dry run: nothing was sent\n"), text);
    assertTrue(text.contains("training"), text);
    assertTrue(text.contains("give --studies and --prices"), text);
  }

  @Test
  void theEstimateIsThePlansPassesAtThePricesOfAFile() throws IOException {
    Path prices =
        Files.writeString(
            folder.resolve("prices.json"),
            """
            {"date": "2026-01-31", "source": "by hand", "currency": "USD", "workerHour": 2.0,
             "secondsPerPass": {"imageForward": 0, "imageBackward": 0, "textForward": 36,
               "textBackward": 36}}
            """);
    run(
        with(
            "--dry-run",
            "--modalities=text",
            "--textEpochs=3",
            "--trainFraction=0.5",
            "--studies=100",
            "--prices=" + prices));
    String text = printed.toString(StandardCharsets.UTF_8);
    // 50 studies, 3 epochs, forward and back: 300 passes of 36 s are 3 hours.
    assertTrue(text.contains("6 passes a study,     3.00 GPU hours,     6.00 USD"), text);
    assertTrue(text.contains("prices and speeds of 2026-01-31: by hand"), text);
  }

  @Test
  void aPriceFileThatIsNoneIsNamed() throws IOException {
    Path prices = Files.writeString(folder.resolve("prices.json"), "{\"date\": \"2026-01-31\"}");
    UsageException refused =
        assertThrows(UsageException.class, () -> run(with("--dry-run", "--prices=" + prices)));
    assertTrue(refused.getMessage().startsWith("--prices: "), refused.getMessage());
  }

  @Test
  void aLaunchSendsTheRequestToTheService() throws IOException {
    AtomicReference<String> sent = new AtomicReference<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1b3/projects/p/locations/europe-west4/flexTemplates:launch",
        exchange -> {
          try (exchange) {
            sent.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"job\": {\"id\": \"j-1\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    try {
      Dataflow dataflow =
          new Dataflow.Builder(
                  new NetHttpTransport(),
                  Specs.JSON,
                  request -> request.getHeaders().setAcceptEncoding("identity"))
              .setRootUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/")
              .setApplicationName("test")
              .build();
      LaunchArguments arguments =
          LaunchArguments.check(
              Metadata.of(Template.NIGHTLY_REGRESSION), GOOD.subList(1, GOOD.size()));
      LaunchFlexTemplateRequest request = LaunchRequests.of(Template.NIGHTLY_REGRESSION, arguments);
      String job = LaunchCommand.send(dataflow, "p", "europe-west4", request);
      assertEquals(
          "https://console.cloud.google.com/dataflow/jobs/europe-west4/j-1?project=p", job);
      assertTrue(sent.get() != null, "nothing arrived");
    } finally {
      server.stop(0);
    }
  }

  private List<String> with(String... more) {
    List<String> arguments = new ArrayList<>(GOOD);
    for (String argument : more) {
      arguments.removeIf(
          given -> given.startsWith(argument.replaceFirst("=.*", "=")) && argument.contains("="));
      arguments.add(argument);
    }
    return arguments;
  }

  private int run(List<String> arguments) throws IOException {
    return new LaunchCommand()
        .run(arguments, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }
}
