package io.gauntlet.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model of two classes on this machine, which speaks Open Inference: the logit of ABNORMAL is the
 * length of the caption plus the sum of the pixels, less ten. It can be told to fail.
 */
public final class LoopbackModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How a call goes wrong. */
  public enum Fault {
    BUSY,
    FAILS,
    HALF_AN_ANSWER,
    CUT_OFF,
    OTHER_SHAPE,
    NO_JSON,
    SLOW,
    STALLS,
    OTHER_WIDTH
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<JsonNode> questions = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile int millis;
  private volatile float shift;
  private volatile String version = "1";

  public LoopbackModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The url of the model. */
  public String url() {
    return "http://127.0.0.1:%s/v2/models/cxr".formatted(server.getAddress().getPort());
  }

  /** The next calls go wrong, one each. */
  public LoopbackModel failing(Fault... next) {
    faults.addAll(List.of(next));
    return this;
  }

  public LoopbackModel taking(int millisPerCall) {
    millis = millisPerCall;
    return this;
  }

  /** From now on another model answers under the same name. */
  public void drift() {
    shift = 1;
  }

  public void deploy(String other) {
    version = other;
  }

  public List<JsonNode> questions() {
    return questions;
  }

  public List<String> authorizations() {
    return authorizations;
  }

  public int mostUnderWay() {
    return most.get();
  }

  /** Studies that it was asked about. */
  public int studies() {
    return questions.stream().mapToInt(question -> question.at("/inputs/0/shape/0").asInt()).sum();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      List<String> given = exchange.getRequestHeaders().get("Authorization");
      authorizations.add(given == null ? "" : given.get(0));
      if (exchange.getRequestMethod().equals("GET")) {
        send(
            exchange,
            200,
            "{\"name\":\"cxr\",\"versions\":[\"%s\"],\"platform\":\"test\"}"
                .formatted(version)
                .getBytes(StandardCharsets.UTF_8));
        return;
      }
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      try {
        answer(exchange, asked);
      } finally {
        underWay.decrementAndGet();
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] asked) throws IOException {
    questions.add(JSON.readTree(asked));
    pause(millis);
    Fault fault = faults.poll();
    byte[] answer = JSON.writeValueAsBytes(answer(JSON.readTree(asked)));
    if (fault == null) {
      send(exchange, 200, answer);
      return;
    }
    switch (fault) {
      case BUSY -> send(exchange, 429, asked);
      case FAILS -> send(exchange, 500, asked);
      case HALF_AN_ANSWER -> {
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer, 0, answer.length / 2);
      }
      case STALLS -> {
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer, 0, answer.length / 2);
        exchange.getResponseBody().flush();
        pause(10_000);
      }
      case OTHER_WIDTH ->
          send(
              exchange,
              200,
              "{\"outputs\":[{\"name\":\"logits\",\"shape\":[1,3],\"data\":[1,2,3]}],\"model_name\":\"cxr\",\"model_version\":\"1\"}"
                  .getBytes(StandardCharsets.UTF_8));
      case CUT_OFF -> send(exchange, 200, Arrays.copyOf(answer, answer.length / 2));
      case OTHER_SHAPE ->
          send(
              exchange,
              200,
              "{\"outputs\":[{\"name\":\"logits\",\"shape\":[7,1],\"data\":[1,2,3,4,5,6,7]}]}"
                  .getBytes(StandardCharsets.UTF_8));
      case NO_JSON ->
          send(exchange, 200, asked.length > 0 ? "<html>".getBytes(StandardCharsets.UTF_8) : asked);
      case SLOW -> {
        pause(3000);
        send(exchange, 200, answer);
      }
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private JsonNode answer(JsonNode question) {
    int studies = question.at("/inputs/0/shape/0").asInt();
    ObjectNode answer = JSON.createObjectNode();
    answer.put("model_name", "cxr").put("model_version", version);
    ObjectNode tensor = answer.putArray("outputs").addObject();
    tensor.put("name", "logits").put("datatype", "FP32");
    tensor.putArray("shape").add(studies).add(2);
    ArrayNode data = tensor.putArray("data");
    for (int i = 0; i < studies; i++) {
      float logit = shift - 10;
      for (JsonNode input : question.get("inputs")) {
        JsonNode values = input.get("data");
        if (input.get("datatype").asText().equals("BYTES")) {
          logit += values.get(i).asText().length();
        } else {
          int each = values.size() / studies;
          for (int j = 0; j < each; j++) {
            logit += values.get(i * each + j).floatValue();
          }
        }
      }
      data.add(-logit).add(logit);
    }
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
