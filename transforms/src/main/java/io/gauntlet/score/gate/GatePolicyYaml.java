package io.gauntlet.score.gate;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import java.io.IOException;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A policy as a YAML file with the keys of {@link GatePolicy}; unknown keys are errors. */
public final class GatePolicyYaml {
  private static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .addModule(new GuavaModule())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP))
          .build();

  private GatePolicyYaml() {}

  /**
   * Reads a policy.
   *
   * @param file for the errors
   * @throws IllegalArgumentException when it is not a policy, with the line
   */
  public static GatePolicy read(String file, String yaml) {
    if (yaml.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
      return GatePolicy.standard();
    }
    try {
      return YAML.readValue(yaml, GatePolicy.class);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "%s: there is no key '%s'; there are %s"
              .formatted(
                  at(file, yaml, e), e.getPropertyName(), new TreeSet<>(e.getKnownPropertyIds())),
          e);
    } catch (JsonMappingException e) {
      // A number out of its range is named; its line would be the end of its object.
      throw e.getCause() instanceof IllegalArgumentException range
          ? new IllegalArgumentException(file + ": " + range.getMessage(), e)
          : new IllegalArgumentException(at(file, yaml, e) + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** The line of the key that a fault is in: a fault's own location is where its object ends. */
  private static String at(String file, String yaml, JsonMappingException fault) {
    // Without the numbers of the lists, which not all of Jackson's readers tell.
    String key =
        fault.getPath().stream()
            .filter(step -> step.getFieldName() != null)
            .map(step -> "/" + step.getFieldName())
            .collect(Collectors.joining());
    try (JsonParser tokens = YAML.createParser(yaml)) {
      while (tokens.nextToken() != null) {
        String here = tokens.getParsingContext().pathAsPointer().toString();
        if (here.replaceAll("/\\d+", "").equals(key)) {
          return file + ", line " + tokens.currentTokenLocation().getLineNr();
        }
      }
      return file;
    } catch (IOException e) {
      return file;
    }
  }
}
