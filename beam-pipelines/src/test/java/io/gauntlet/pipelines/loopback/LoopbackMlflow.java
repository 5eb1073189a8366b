package io.gauntlet.pipelines.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * MLflow's side, on this machine: it takes what MLflow 3 takes, refuses what that refuses (names,
 * sizes of batches, params that change), and keeps every request.
 */
public final class LoopbackMlflow implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/api/2.0/";
  private static final String FILES = ROOT + "mlflow-artifacts/artifacts/";
  private static final Pattern NAME = Pattern.compile("[/\\w.\\- :]{1,250}");

  static {
    // Without it the server keeps small answers back for 40 ms each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, String> experiments = new LinkedHashMap<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private String artifacts = "mlflow-artifacts:/";
  private Function<Request, Optional<Integer>> faults = request -> Optional.empty();

  /**
   * What was asked.
   *
   * @param method of HTTP
   * @param path with its query
   * @param authorization the header; empty where there was none
   * @param body as text
   */
  public record Request(String method, String path, String authorization, String body) {}

  /** A run as it was logged: every point of a metric, and the last text of all else. */
  public static final class Run {
    private final String id;
    private final String experiment;
    private String status = "RUNNING";
    private final Map<String, List<Double>> metrics = new TreeMap<>();
    private final Map<String, String> params = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();

    Run(String id, String experiment) {
      this.id = id;
      this.experiment = experiment;
    }

    public String status() {
      return status;
    }

    public Map<String, List<Double>> metrics() {
      return metrics;
    }

    public Map<String, String> params() {
      return params;
    }

    public Map<String, String> tags() {
      return tags;
    }
  }

  /** What MLflow answers to what it does not take. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  /** Starts it on a free port. */
  public LoopbackMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that was asked, in order. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The runs that there are. */
  public synchronized List<Run> runs() {
    return List.copyOf(runs.values());
  }

  /** The files that are stored, by their path. */
  public synchronized Map<String, byte[]> files() {
    return new TreeMap<>(files);
  }

  /** The names of the experiments. */
  public synchronized List<String> experiments() {
    return List.copyOf(experiments.keySet());
  }

  /** From now on, artifacts are kept there. */
  public synchronized void keepArtifactsAt(String root) {
    artifacts = root;
  }

  /**
   * From now on, some requests fail.
   *
   * @param fault the status of the answer to a request; empty where it goes well; negative where
   *     the request is done and the answer alone fails
   */
  public synchronized void failing(Function<Request, Optional<Integer>> fault) {
    faults = fault;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    byte[] body = Bodies.read(exchange);
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""),
            new String(body, StandardCharsets.UTF_8));
    requests.add(request);
    Optional<Integer> fault = faults.apply(request);
    try (exchange) {
      if (fault.isPresent() && fault.get() > 0) {
        Bodies.answer(exchange, fault.get(), "busy".getBytes(StandardCharsets.UTF_8));
      } else {
        respond(exchange, request, body, fault.map(Math::abs).orElse(200));
      }
    }
  }

  private void respond(HttpExchange exchange, Request request, byte[] body, int status)
      throws IOException {
    try {
      Bodies.answer(exchange, status, JSON.writeValueAsBytes(answer(request, body)));
    } catch (Refusal e) {
      ObjectNode refusal =
          JSON.createObjectNode().put("error_code", e.code).put("message", e.getMessage());
      Bodies.answer(exchange, e.status, JSON.writeValueAsBytes(refusal));
    }
  }

  private JsonNode answer(Request request, byte[] bytes) throws IOException {
    String path = Splitter.on('?').splitToList(request.path()).get(0);
    if (path.startsWith(FILES) && request.method().equals("PUT")) {
      files.put(path.substring(FILES.length()), bytes);
      return JSON.createObjectNode();
    }
    JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    return switch (request.method() + " " + path.substring(ROOT.length())) {
      case "GET mlflow/experiments/get-by-name" -> experiment(query(request.path()));
      case "POST mlflow/experiments/create" -> createExperiment(body);
      case "POST mlflow/runs/search" -> search(body);
      case "POST mlflow/runs/create" -> createRun(body);
      case "POST mlflow/runs/log-batch" -> log(body);
      case "POST mlflow/runs/update" -> update(body);
      default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", "there is no " + path);
    };
  }

  private static String query(String path) {
    return URLDecoder.decode(path.substring(path.indexOf('=') + 1), StandardCharsets.UTF_8);
  }

  private JsonNode experiment(String name) {
    if (!experiments.containsKey(name)) {
      throw new Refusal(
          404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("experiment")
        .put("experiment_id", experiments.get(name))
        .put("name", name)
        .put("lifecycle_stage", "active");
    return answer;
  }

  private JsonNode createExperiment(JsonNode body) {
    String name = body.path("name").asText();
    String id = Integer.toString(experiments.size() + 1);
    if (experiments.putIfAbsent(name, id) != null) {
      throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "Experiment already exists");
    }
    return JSON.createObjectNode().put("experiment_id", id);
  }

  private JsonNode search(JsonNode body) {
    String filter = body.path("filter").asText();
    ObjectNode answer = JSON.createObjectNode();
    List<Run> found =
        runs.values().stream()
            .filter(
                run ->
                    filter.equals(
                        "tags.`gauntlet.run` = '%s'".formatted(run.tags.get("gauntlet.run"))))
            .toList();
    // MLflow leaves out what is empty.
    if (!found.isEmpty()) {
      ArrayNode all = answer.putArray("runs");
      found.forEach(run -> all.add(json(run)));
    }
    return answer;
  }

  private JsonNode createRun(JsonNode body) {
    Run run = new Run("run" + (runs.size() + 1), body.path("experiment_id").asText());
    body.path("tags")
        .forEach(tag -> run.tags.put(tag.path("key").asText(), tag.path("value").asText()));
    runs.put(run.id, run);
    ObjectNode answer = JSON.createObjectNode();
    answer.set("run", json(run));
    return answer;
  }

  private JsonNode log(JsonNode body) {
    Run run = runs.get(body.path("run_id").asText());
    if (body.path("metrics").size() > 1000
        || body.path("params").size() > 100
        || body.path("tags").size() > 100) {
      throw new Refusal(400, "INVALID_PARAMETER_VALUE", "A batch logging request is too large");
    }
    for (JsonNode metric : body.path("metrics")) {
      if (!metric.path("value").isNumber() || !metric.path("timestamp").isIntegralNumber()) {
        throw new Refusal(400, "INVALID_PARAMETER_VALUE", "no metric: " + metric);
      }
      run.metrics
          .computeIfAbsent(name(metric), key -> new ArrayList<>())
          .add(metric.path("value").asDouble());
    }
    for (JsonNode param : body.path("params")) {
      String before = run.params.put(name(param), param.path("value").asText());
      if (before != null && !before.equals(param.path("value").asText())) {
        throw new Refusal(400, "INVALID_PARAMETER_VALUE", "Changing param values is not allowed");
      }
    }
    body.path("tags").forEach(tag -> run.tags.put(name(tag), tag.path("value").asText()));
    return JSON.createObjectNode();
  }

  private static String name(JsonNode node) {
    String name = node.path("key").asText();
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          400,
          "INVALID_PARAMETER_VALUE",
          "Invalid value \"%s\": names may only contain alphanumerics, ...".formatted(name));
    }
    return name;
  }

  private JsonNode update(JsonNode body) {
    runs.get(body.path("run_id").asText()).status = body.path("status").asText();
    return JSON.createObjectNode();
  }

  private JsonNode json(Run run) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("info")
        .put("run_id", run.id)
        .put("status", run.status)
        .put(
            "artifact_uri",
            artifacts
                + (artifacts.endsWith("/") ? "" : "/")
                + run.experiment
                + "/"
                + run.id
                + "/artifacts");
    ObjectNode data = json.putObject("data");
    ArrayNode metrics = data.putArray("metrics");
    run.metrics.forEach(
        (key, points) ->
            metrics.addObject().put("key", key).put("value", points.get(points.size() - 1)));
    put(data.putArray("params"), run.params);
    put(data.putArray("tags"), run.tags);
    return json;
  }

  private static void put(ArrayNode array, Map<String, String> texts) {
    texts.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
