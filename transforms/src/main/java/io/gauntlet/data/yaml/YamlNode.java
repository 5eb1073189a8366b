package io.gauntlet.data.yaml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a YAML file, with the line where it begins. */
public sealed interface YamlNode {
  /** From 1. */
  int line();

  /** Its values by key, in order; empty where it has no keys. */
  default Optional<Map<String, YamlNode>> byKey() {
    return Optional.empty();
  }

  /** The items of a list; itself where it is none. */
  default List<YamlNode> items() {
    return List.of(this);
  }

  /** One value as it is written; empty where there is a list, keys or nothing. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** Whether nothing is where something should be. */
  default boolean isNothing() {
    return false;
  }

  /** Keys with their values, in order. */
  record Keys(int line, Map<String, YamlNode> values) implements YamlNode {
    @Override
    public Optional<Map<String, YamlNode>> byKey() {
      return Optional.of(values);
    }
  }

  /** A list. */
  record Items(int line, @Override List<YamlNode> items) implements YamlNode {}

  /** Anything else. */
  record Scalar(int line, String written) implements YamlNode {
    @Override
    public Optional<String> text() {
      return Optional.of(written);
    }
  }

  /** Nothing where something should be. */
  record Nothing(int line) implements YamlNode {
    @Override
    public List<YamlNode> items() {
      return List.of();
    }

    @Override
    public boolean isNothing() {
      return true;
    }
  }

  /**
   * Reads a file.
   *
   * @param file for the errors
   * @throws YamlFault when it is not YAML, or says a key twice
   */
  static YamlNode read(String file, String yaml) {
    try (JsonParser tokens = new YAMLFactory().createParser(yaml)) {
      if (tokens.nextToken() == null) {
        return new Nothing(1);
      }
      YamlNode root = read(file, tokens);
      if (tokens.nextToken() != null) {
        throw new YamlFault(
            file + ", line " + line(tokens), "a second document begins here; leave one");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new YamlFault(
          file + ", line " + line,
          "this is not YAML; look for a bracket, a quote, a colon or an indent that is missing here"
              + " or just above");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YamlNode read(String file, JsonParser tokens) throws IOException {
    int line = line(tokens);
    if (tokens.currentToken() == JsonToken.START_OBJECT) {
      Map<String, YamlNode> values = new LinkedHashMap<>();
      while (tokens.nextToken() != JsonToken.END_OBJECT) {
        String key = tokens.currentName();
        int at = line(tokens);
        tokens.nextToken();
        if (values.put(key, read(file, tokens)) != null) {
          throw new YamlFault(file + ", line " + at, "'" + key + "' is said twice; keep one");
        }
      }
      return new Keys(line, values);
    }
    if (tokens.currentToken() == JsonToken.START_ARRAY) {
      List<YamlNode> values = new ArrayList<>();
      while (tokens.nextToken() != JsonToken.END_ARRAY) {
        values.add(read(file, tokens));
      }
      return new Items(line, values);
    }
    return tokens.currentToken() == JsonToken.VALUE_NULL
        ? new Nothing(line)
        : new Scalar(line, tokens.getText());
  }

  private static int line(JsonParser tokens) {
    return tokens.currentTokenLocation().getLineNr();
  }
}
