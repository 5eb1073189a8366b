package io.gauntlet.pipelines.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Dataflow's jobs: takes every one and never runs any. */
public final class LoopbackJobs implements HttpHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> launched = new CopyOnWriteArrayList<>();

  /** The bodies of the requests that created a job. */
  public List<JsonNode> launched() {
    return List.copyOf(launched);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectNode answer = JSON.createObjectNode();
      if (exchange.getRequestMethod().equals("POST")) {
        JsonNode job = JSON.readTree(Bodies.read(exchange));
        launched.add(job);
        answer.setAll((ObjectNode) job);
      }
      answer.put("id", "job-" + launched.size());
      answer.put("projectId", LoopbackCloud.PROJECT);
      answer.put("currentState", "JOB_STATE_RUNNING");
      Bodies.answer(exchange, 200, answer.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
