package io.gauntlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.io.Resources;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A JSON schema of a resource; what it names by {@code $schema} is the draft that it is of. */
public final class JsonSchema {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialects(
          List.of(Dialects.getDraft202012(), Dialects.getDraft7(), Dialects.getDraft4()));

  private final String text;
  private final Schema schema;

  private JsonSchema(String text) {
    this.text = text;
    this.schema = REGISTRY.getSchema(text, InputFormat.JSON);
  }

  /** The schema beside a class. */
  public static JsonSchema of(Class<?> beside, String resource) {
    URL url = Resources.getResource(beside, resource);
    try {
      return new JsonSchema(Resources.toString(url, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a file is not what the schema says; nothing where it is. */
  public List<String> errors(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  /** The same of YAML. */
  public List<String> errorsOfYaml(String yaml) {
    try {
      JsonNode read = YAML.readTree(yaml);
      // An empty document is null.
      return schema.validate(read.isMissingNode() ? NullNode.getInstance() : read).stream()
          .map(Error::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the schema itself is none of draft 2020-12. */
  public List<String> errorsOfSchema() {
    return REGISTRY
        .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
        .validate(text, InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }
}
