package io.gauntlet.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.api.services.dataflow.model.LaunchFlexTemplateParameter;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import com.google.common.collect.Streams;
import com.google.common.io.Resources;
import io.gauntlet.score.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Path EXAMPLES = Path.of("examples");

  @Test
  void theRequestIsOneThatTheTemplateTakes() throws IOException {
    String text =
        Files.readString(EXAMPLES.resolve("launch.json"))
            .replace("PROJECT", "my-project")
            .replace("REGION", "europe-west4")
            .replace("RUN_DATE", "2026-01-31");
    LaunchFlexTemplateRequest request =
        Specs.JSON.fromString(text, LaunchFlexTemplateRequest.class);
    LaunchFlexTemplateParameter launch = request.getLaunchParameter();
    assertTrue(request.getUnknownKeys().isEmpty());
    assertTrue(launch.getUnknownKeys().isEmpty());
    assertTrue(launch.getEnvironment().getUnknownKeys().isEmpty());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--project=my-project",
                "--region=europe-west4",
                "--spec=" + launch.getContainerSpecGcsPath(),
                "--workerImage=" + launch.getEnvironment().getSdkContainerImage()));
    launch.getParameters().forEach((name, value) -> arguments.add("--" + name + "=" + value));
    LaunchArguments.check(Metadata.of(Template.of(launch.getJobName())), arguments);
  }

  /** Of Kubeflow's component specification, version 1. */
  @Test
  void theComponentHasWhatKubeflowAsksFor() throws IOException {
    JsonNode component =
        new YAMLMapper().readTree(EXAMPLES.resolve("vertex_nightly.yaml").toFile());
    assertEquals(
        Set.of("name", "description", "inputs", "outputs", "implementation"), names(component));
    Set<String> declared = new TreeSet<>();
    for (String side : List.of("inputs", "outputs")) {
      for (JsonNode port : component.get(side)) {
        assertEquals("String", port.path("type").asText());
        declared.add(port.path("name").asText());
      }
    }
    JsonNode container = component.at("/implementation/container");
    assertEquals(Set.of("image", "command"), names(container));
    Set<String> used = new TreeSet<>();
    for (JsonNode argument : container.get("command")) {
      if (argument.isObject()) {
        assertEquals(1, argument.size());
        String kind = argument.fieldNames().next();
        assertTrue(Set.of("inputValue", "outputPath").contains(kind), kind);
        used.add(argument.get(kind).asText());
      }
    }
    assertEquals(declared, used);
  }

  /** By the schema, so that a key of a version before is not waited for. */
  @Test
  void whatIsReadOfTheVerdictIsInIt() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Resources.getResource(Verdict.class, "verdict.schema.json"));
    String program = Files.readString(EXAMPLES.resolve("airflow_nightly.py"));
    assertEquals(Set.of("status", "causes"), keys(program, "verdict"));
    assertEquals(Set.of("code"), keys(program, "cause"));
    assertTrue(required(schema).containsAll(keys(program, "verdict")));
    assertTrue(required(schema.at("/$defs/cause")).containsAll(keys(program, "cause")));
  }

  private static Set<String> keys(String program, String variable) {
    return Pattern.compile("\\b" + variable + "\\[\"(?<key>\\w+)\"\\]")
        .matcher(program)
        .results()
        .map(key -> key.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> required(JsonNode schema) {
    return Streams.stream(schema.get("required")).map(JsonNode::asText).collect(Collectors.toSet());
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
