package io.gauntlet.pipelines.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Iterables;
import com.google.common.net.UrlEscapers;
import io.gauntlet.pipelines.post.MlflowClient.RefusedException;
import io.gauntlet.pipelines.post.MlflowClient.UnreachableException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MLflow, by its REST API 2.0: a run for each of ours, found again by the tag {@value #RUN}. Only
 * what is not there yet is logged, for a metric that is logged twice has two points. The limits are
 * those of MLflow's {@code mlflow/utils/validation.py}: 1,000 metrics and 100 params or tags a
 * request.
 */
final class MlflowSink implements ResultSink {
  static final String RUN = "gauntlet.run";

  /** A metric whose name was too long has its whole name here, and the digest in its key. */
  static final String NAME_OF = "gauntlet.name.";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_METRICS = 1000;
  private static final int MOST_TEXTS = 100;
  private static final int LONGEST_PARAM = 500;
  private static final int LONGEST_TAG = 5000;
  private static final String MISSING = "RESOURCE_DOES_NOT_EXIST";
  private static final String THERE = "RESOURCE_ALREADY_EXISTS";

  /** Artifacts that the server itself passes on; the authority is that of another server. */
  private static final Pattern PROXIED = Pattern.compile("mlflow-artifacts:/+(?<path>[^/].*)");

  private static final Pattern OF_ANOTHER = Pattern.compile("mlflow-artifacts://[^/]+/.*");

  private final MlflowClient client;
  private final String experiment;

  MlflowSink(MlflowClient client, Map<String, String> environment) {
    this.client = client;
    this.experiment = environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", "gauntlet");
  }

  @Override
  public String send(PostedRun run) throws IOException {
    String experimentId = experimentId();
    JsonNode there = findOrCreate(run, experimentId);
    String id = there.at("/info/run_id").asText();
    logFigures(run, id, there);
    Optional<String> noFiles = putFiles(run, there.at("/info/artifact_uri").asText());
    finish(id, there);
    String where = "%s/#/experiments/%s/runs/%s".formatted(client.server(), experimentId, id);
    return noFiles.map(why -> where + "\n" + why).orElse(where);
  }

  private String experimentId() throws IOException {
    for (int attempt = 1; true; attempt++) {
      try {
        JsonNode found =
            client
                .get(
                    "mlflow/experiments/get-by-name?experiment_name="
                        + UrlEscapers.urlFormParameterEscaper().escape(experiment))
                .path("experiment");
        if (!found.path("lifecycle_stage").asText("active").equals("active")) {
          throw new IOException(
              "the experiment '%s' of MLflow at %s was deleted; restore it, or name another by"
                      .formatted(experiment, client.server())
                  + " MLFLOW_EXPERIMENT_NAME");
        }
        return found.path("experiment_id").asText();
      } catch (RefusedException e) {
        if (!e.code().equals(MISSING)) {
          throw e;
        }
      }
      try {
        return client
            .postOnce("mlflow/experiments/create", JSON.createObjectNode().put("name", experiment))
            .path("experiment_id")
            .asText();
      } catch (RefusedException e) {
        // Somebody else was quicker.
        if (!e.code().equals(THERE) || attempt == MlflowClient.ATTEMPTS) {
          throw e;
        }
      } catch (UnreachableException e) {
        again(e, attempt);
      }
    }
  }

  private JsonNode findOrCreate(PostedRun run, String experimentId) throws IOException {
    for (int attempt = 1; true; attempt++) {
      Optional<JsonNode> found = find(run.id(), experimentId);
      if (found.isPresent()) {
        return found.get();
      }
      try {
        return create(run, experimentId);
      } catch (UnreachableException e) {
        // It may have been created, and is then found.
        again(e, attempt);
      }
    }
  }

  private void again(UnreachableException failure, int attempt) throws IOException {
    if (attempt == MlflowClient.ATTEMPTS) {
      throw failure;
    }
    client.rest(attempt);
  }

  private Optional<JsonNode> find(String id, String experimentId) throws IOException {
    ObjectNode search = JSON.createObjectNode();
    search.putArray("experiment_ids").add(experimentId);
    search.put("filter", "tags.`%s` = '%s'".formatted(RUN, id)).put("max_results", 1);
    JsonNode runs = client.post("mlflow/runs/search", search).path("runs");
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(0));
  }

  private JsonNode create(PostedRun run, String experimentId) throws IOException {
    long now = Instant.now().toEpochMilli();
    ObjectNode created =
        JSON.createObjectNode()
            .put("experiment_id", experimentId)
            .put("run_name", run.name())
            .put("start_time", now - Math.round(1000 * run.seconds()));
    created.putArray("tags").addObject().put("key", RUN).put("value", run.id());
    return client.postOnce("mlflow/runs/create", created).path("run");
  }

  /** Logs what is not there yet, or is another. */
  private void logFigures(PostedRun run, String id, JsonNode there) throws IOException {
    Map<String, JsonNode> metrics = byKey(there.at("/data/metrics"));
    Map<String, JsonNode> params = byKey(there.at("/data/params"));
    Map<String, JsonNode> before = byKey(there.at("/data/tags"));
    long now = Instant.now().toEpochMilli();
    List<ObjectNode> figures = new ArrayList<>();
    Map<String, String> tags = new TreeMap<>(run.tags());
    run.figures()
        .forEach(
            (name, value) -> {
              if (name.isCut()) {
                tags.put(NAME_OF + name.digest(), name.whole());
              }
              JsonNode last = metrics.get(name.key());
              if (last == null || last.path("value").asDouble() != value) {
                figures.add(
                    JSON.createObjectNode()
                        .put("key", name.key())
                        .put("value", value)
                        .put("timestamp", now)
                        .put("step", 0));
              }
            });
    List<ObjectNode> options = new ArrayList<>();
    run.options()
        .forEach(
            (name, value) -> {
              if (!params.containsKey(name)) {
                options.add(text(name, shortened(value, LONGEST_PARAM)));
              }
            });
    List<ObjectNode> labels = new ArrayList<>();
    tags.forEach(
        (name, value) -> {
          String label = shortened(value, LONGEST_TAG);
          JsonNode last = before.get(name);
          if (last == null || !last.path("value").asText().equals(label)) {
            labels.add(text(name, label));
          }
        });
    log(id, "metrics", figures, MOST_METRICS);
    log(id, "params", options, MOST_TEXTS);
    log(id, "tags", labels, MOST_TEXTS);
  }

  private void log(String id, String kind, List<ObjectNode> all, int most) throws IOException {
    for (List<ObjectNode> chunk : Iterables.partition(all, most)) {
      ObjectNode batch = JSON.createObjectNode().put("run_id", id);
      ArrayNode array = batch.putArray(kind);
      chunk.forEach(array::add);
      client.post("mlflow/runs/log-batch", batch);
    }
  }

  /**
   * Stores the files where the server passes them on.
   *
   * @return why they were not; empty where they were
   */
  private Optional<String> putFiles(PostedRun run, String root) throws IOException {
    Matcher proxied = PROXIED.matcher(root);
    if (OF_ANOTHER.matcher(root).matches() || !proxied.matches()) {
      return Optional.of(
          "its files were not sent: MLflow keeps them at %s and does not pass them on; start it with"
                  .formatted(root)
              + " --artifacts-destination");
    }
    for (PostedFile file : run.files()) {
      client.put(
          "mlflow-artifacts/artifacts/%s/%s"
              .formatted(
                  proxied.group("path"), UrlEscapers.urlPathSegmentEscaper().escape(file.name())),
          file.bytes());
    }
    return Optional.empty();
  }

  private void finish(String id, JsonNode there) throws IOException {
    if (!there.at("/info/status").asText().equals("FINISHED")) {
      client.post(
          "mlflow/runs/update",
          JSON.createObjectNode()
              .put("run_id", id)
              .put("status", "FINISHED")
              .put("end_time", Instant.now().toEpochMilli()));
    }
  }

  private static ObjectNode text(String key, String value) {
    return JSON.createObjectNode().put("key", key).put("value", value);
  }

  /** The whole of it is in the files. */
  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }

  private static Map<String, JsonNode> byKey(JsonNode list) {
    Map<String, JsonNode> byKey = new HashMap<>();
    list.forEach(each -> byKey.put(each.path("key").asText(), each));
    return byKey;
  }
}
