package io.gauntlet.model.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/**
 * The description of a victim as it is written: {@code config.json}, or {@code victim.yaml} of the
 * same keys.
 *
 * @param source where it is, for errors
 * @param tree what it says
 * @param isYaml whether it is a {@code victim.yaml}, which no other folder has
 */
public record VictimConfig(String source, JsonNode tree, boolean isYaml) {
  private static final String JSON = "config.json";
  private static final String YAML = "victim.yaml";
  private static final ObjectMapper JSON_READER =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final ObjectMapper YAML_READER =
      new YAMLMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * Reads it.
   *
   * @throws FileNotFoundException when there is neither of the two files
   * @throws IOException when it is not JSON or YAML, or both files are there
   */
  public static VictimConfig in(CheckpointFiles folder) throws IOException {
    Optional<byte[]> yaml = bytes(folder, YAML);
    if (yaml.isEmpty()) {
      return new VictimConfig(
          folder.describe(JSON), tree(folder, JSON, folder.read(JSON), JSON_READER), false);
    }
    if (bytes(folder, JSON).isPresent()) {
      throw new IOException(
          "%s is there beside %s; leave one of them".formatted(folder.describe(YAML), JSON));
    }
    return new VictimConfig(
        folder.describe(YAML), tree(folder, YAML, yaml.get(), YAML_READER), true);
  }

  private static Optional<byte[]> bytes(CheckpointFiles folder, String name) throws IOException {
    try {
      return Optional.of(folder.read(name));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static JsonNode tree(
      CheckpointFiles folder, String name, byte[] written, ObjectMapper reader) throws IOException {
    try {
      JsonNode tree = reader.readTree(written);
      if (!tree.isObject()) {
        throw new IOException(
            folder.describe(name) + " holds no keys and values; describe the victim by them");
      }
      return tree;
    } catch (JsonProcessingException e) {
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new IOException(folder.describe(name) + ": " + reason, e);
    }
  }
}
