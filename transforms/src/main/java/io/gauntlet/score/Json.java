package io.gauntlet.score;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import io.gauntlet.data.Quoted;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Records as JSON: names in lower case joined by underscores, null where a number is none, a record
 * a line.
 */
public final class Json {
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new GuavaModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new WriteDouble())
                  .addSerializer(Double.class, new WriteDouble())
                  .addDeserializer(double.class, new ReadDouble())
                  .addDeserializer(Double.class, new ReadDouble()))
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  /** Indented, the same bytes for the same tree. */
  public static String write(JsonNode root) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new Shallow())
            .withArrayIndenter(new Shallow());
    try {
      return MAPPER.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file's text.
   *
   * @param what the file is, for the error
   * @throws IllegalArgumentException when it is not valid JSON
   */
  public static JsonNode read(String what, String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(what + " is not valid JSON", e);
    }
  }

  /**
   * Reads a record.
   *
   * @param what the file is, for the error
   * @throws IllegalArgumentException when the node does not hold one
   */
  public static <T> T record(String what, JsonNode node, Class<T> type) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not one that is written here: there is no whole %s in %s"
              .formatted(what, type.getSimpleName(), Quoted.of(node.toString())),
          e);
    }
  }

  /**
   * Reads records.
   *
   * @param what the file is, for the error
   * @param name of an array of the root; none of its records where it is not there
   * @throws IllegalArgumentException when a node does not hold one
   */
  public static <T> List<T> records(String what, JsonNode root, String name, Class<T> type) {
    List<T> records = new ArrayList<>();
    root.path(name).forEach(node -> records.add(record(what, node, type)));
    return records;
  }

  /** Breaks lines down to the elements of the arrays of the root, and no further. */
  private static final class Shallow implements DefaultPrettyPrinter.Indenter {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    @Override
    public void writeIndentation(JsonGenerator generator, int level) throws IOException {
      if (level <= 2) {
        LINES.writeIndentation(generator, level);
      }
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }

  private static final class WriteDouble extends StdSerializer<Double> {
    @Serial private static final long serialVersionUID = 1;

    WriteDouble() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        // Adding zero makes one zero of the two.
        generator.writeNumber(value + 0.0);
      } else {
        generator.writeNull();
      }
    }
  }

  private static final class ReadDouble extends StdDeserializer<Double> {
    @Serial private static final long serialVersionUID = 1;

    ReadDouble() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
