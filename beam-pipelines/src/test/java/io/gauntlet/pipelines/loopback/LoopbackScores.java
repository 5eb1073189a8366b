package io.gauntlet.pipelines.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of its own kind that takes captions in which hearts are large for ABNORMAL. */
public final class LoopbackScores implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger studies = new AtomicInteger();
  private volatile int most = Integer.MAX_VALUE;

  public LoopbackScores() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:%s/score".formatted(server.getAddress().getPort());
  }

  /** After so many studies it is busy for good. */
  public void answerFor(int more) {
    most = studies.get() + more;
  }

  /** Studies that it answered for. */
  public int studies() {
    return studies.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode texts = JSON.readTree(exchange.getRequestBody().readAllBytes()).get("texts");
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode scores = answer.putArray("scores");
      for (JsonNode text : texts) {
        scores.add(text.asText().contains("large") ? 2 : -2);
      }
      boolean isBusy = studies.get() + texts.size() > most;
      byte[] body = JSON.writeValueAsBytes(isBusy ? texts : answer);
      exchange.sendResponseHeaders(isBusy ? 503 : 200, body.length);
      exchange.getResponseBody().write(body);
      studies.addAndGet(isBusy ? 0 : texts.size());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
