package io.gauntlet.score;

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
import java.util.TreeSet;

/** A policy as a YAML file with the keys of {@link GatePolicy}; unknown keys are errors. */
public final class GatePolicyYaml {
  private static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .addModule(new GuavaModule())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private GatePolicyYaml() {}

  /**
   * Reads a policy.
   *
   * @param file for the errors
   * @throws IllegalArgumentException when it is no policy, with the line
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
              .formatted(at(file, e), e.getPropertyName(), new TreeSet<>(e.getKnownPropertyIds())),
          e);
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException bad ? bad : e;
      String reason = cause == e ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
      throw new IllegalArgumentException(at(file, e) + ": " + reason, e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(at(file, e) + ": " + e.getOriginalMessage(), e);
    }
  }

  private static String at(String file, JsonProcessingException e) {
    return e.getLocation() == null ? file : file + ", line " + e.getLocation().getLineNr();
  }
}
