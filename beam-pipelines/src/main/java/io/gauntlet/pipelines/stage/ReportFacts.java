package io.gauntlet.pipelines.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.records.parts.RunManifest;
import io.gauntlet.transforms.io.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run's {@code run.json} says of it, for the report.
 *
 * @param provenance options, versions and digests of models, by name
 * @param seconds that each stage took, by name; empty where the run did not end
 */
record ReportFacts(ImmutableMap<String, String> provenance, ImmutableMap<String, Double> seconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the file of a run, or that of its attack where its stages were run apart; nothing is
   * known where there is neither.
   *
   * @throws UsageException when the file is not valid JSON
   */
  static ReportFacts read(RunLayout layout) throws IOException {
    RunFiles files = new RunFiles(layout.folder());
    JsonNode run = file(files, layout, RunFolder.FILE);
    return of(run.isMissingNode() ? file(files, layout, AttackStage.FILE) : run);
  }

  private static JsonNode file(RunFiles files, RunLayout layout, String name) throws IOException {
    try {
      return JSON.readTree(files.read(name));
    } catch (FileNotFoundException e) {
      return MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      throw new UsageException(
          layout.folder()
              + "/"
              + name
              + " is not valid JSON; bring back the file that the run wrote",
          e);
    }
  }

  private static ReportFacts of(JsonNode run) {
    Map<String, String> provenance = new LinkedHashMap<>();
    run.path("options").fields().forEachRemaining(e -> put(provenance, "", e));
    run.path("versions").fields().forEachRemaining(e -> put(provenance, "version of ", e));
    run.path(RunManifest.KEY)
        .at("/making/versions")
        .fields()
        .forEachRemaining(e -> put(provenance, "version of ", e));
    run.path("models").fields().forEachRemaining(e -> put(provenance, "digest of ", e));
    ImmutableMap.Builder<String, Double> seconds = ImmutableMap.builder();
    run.path("seconds")
        .fields()
        .forEachRemaining(stage -> seconds.put(stage.getKey(), stage.getValue().asDouble()));
    return new ReportFacts(ImmutableMap.copyOf(provenance), seconds.buildOrThrow());
  }

  private static void put(
      Map<String, String> facts, String prefix, Map.Entry<String, JsonNode> fact) {
    facts.put(prefix + fact.getKey(), fact.getValue().asText());
  }
}
