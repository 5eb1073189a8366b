package io.gauntlet.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium with one page, spoken to in its DevTools protocol. */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on (?<url>ws://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private final Process process;
  private final WebSocket socket;
  private final Answers answers = new Answers();
  private final AtomicInteger last = new AtomicInteger();
  private final String session;

  private Chromium(Process process, String url) throws IOException {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(URI.create(url), answers)
            .join();
    String target =
        ask(null, "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        ask(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      ask(domain + ".enable", Map.of());
    }
  }

  /** Where a browser is on this machine. */
  public static Optional<Path> installed() {
    return Stream.of(NAMES)
        .flatMap(List::stream)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param profile a new folder for what it keeps
   */
  public static Chromium start(Path browser, Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return new Chromium(process, listening.group("url"));
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  /** How wide the page is, as a telephone or a desk shows it, and what people prefer. */
  public void look(int width, int height, boolean dark) throws IOException {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    ask(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Opens a page and waits until it is there. */
  public void open(Path page) throws IOException {
    answers.complaints.clear();
    answers.requests.clear();
    CompletableFuture<JsonNode> loaded = answers.next("Page.loadEventFired");
    ask("Page.navigate", Map.of("url", page.toUri().toString()));
    await(loaded);
  }

  /** The value of an expression, or of the promise that it makes. */
  public JsonNode evaluate(String expression) throws IOException {
    JsonNode result =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(result.get("exceptionDetails").toString());
    }
    return result.path("result").path("value");
  }

  /** What the console said since the page was opened. */
  public List<String> complaints() {
    return List.copyOf(answers.complaints);
  }

  /** What the page asked for since it was opened, itself and {@code data:} left out. */
  public List<String> requests() {
    return answers.requests.stream()
        .filter(url -> !url.startsWith("file:") && !url.startsWith("data:"))
        .toList();
  }

  /** An image of the whole page as PNG. */
  public byte[] screenshot() throws IOException {
    JsonNode shot =
        ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
    return Base64.getDecoder().decode(shot.get("data").asText());
  }

  /** The page as it is printed. */
  public byte[] pdf() throws IOException {
    JsonNode printed =
        ask("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
    return Base64.getDecoder().decode(printed.get("data").asText());
  }

  private JsonNode ask(String method, Map<String, ?> parameters) throws IOException {
    return ask(session, method, parameters);
  }

  private JsonNode ask(String inSession, String method, Map<String, ?> parameters)
      throws IOException {
    int id = last.incrementAndGet();
    ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
    request.set("params", JSON.valueToTree(parameters));
    if (inSession != null) {
      request.put("sessionId", inSession);
    }
    CompletableFuture<JsonNode> answer = answers.to(id);
    socket.sendText(request.toString(), true).join();
    JsonNode message = await(answer);
    if (message.has("error")) {
      throw new IOException(method + ": " + message.get("error"));
    }
    return message.path("result");
  }

  private static JsonNode await(CompletableFuture<JsonNode> answer) {
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() throws IOException {
    ask(null, "Browser.close", Map.of());
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Hears what the browser says. */
  private static final class Answers implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> byId = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> byEvent = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();

    CompletableFuture<JsonNode> to(int id) {
      return byId.computeIfAbsent(id, key -> new CompletableFuture<>());
    }

    CompletableFuture<JsonNode> next(String event) {
      CompletableFuture<JsonNode> future = new CompletableFuture<>();
      byEvent.put(event, future);
      return future;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean isLast) {
      text.append(data);
      if (isLast) {
        try {
          hear(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add("unreadable: " + e.getMessage());
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void hear(JsonNode message) {
      if (message.has("id")) {
        to(message.get("id").asInt()).complete(message);
        return;
      }
      String event = message.path("method").asText();
      JsonNode parameters = message.path("params");
      switch (event) {
        case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
            complaints.add(parameters.toString());
        case "Network.requestWillBeSent" ->
            requests.add(parameters.path("request").path("url").asText());
        default -> {
          CompletableFuture<JsonNode> waiting = byEvent.remove(event);
          if (waiting != null) {
            waiting.complete(parameters);
          }
        }
      }
    }
  }
}
