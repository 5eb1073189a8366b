package io.gauntlet.model.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers as JSON writes them. */
final class JsonRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonRows() {}

  /** Writes a body. */
  interface Writing {
    /** Writes it. */
    void to(JsonGenerator json) throws IOException;
  }

  static byte[] write(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writing.to(json);
    }
    return bytes.toByteArray();
  }

  /** Reads a body; what is wrong with it is said without a word of it. */
  static JsonNode read(byte[] body) throws MalformedAnswerException {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree.isMissingNode()) {
        throw new MalformedAnswerException("its answer is empty");
      }
      return tree;
    } catch (IOException e) {
      throw new MalformedAnswerException("its answer is not valid JSON, or ends too early");
    }
  }

  /** Writes numbers as an array of arrays. */
  static void nested(JsonGenerator json, float[] values, int from, long[] shape, int axis)
      throws IOException {
    if (axis == shape.length) {
      json.writeNumber(values[from]);
      return;
    }
    int each = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      each *= (int) shape[i];
    }
    json.writeStartArray();
    for (int i = 0; i < shape[axis]; i++) {
      nested(json, values, from + i * each, shape, axis + 1);
    }
    json.writeEndArray();
  }

  /** The numbers of an array of arrays, or of a number alone. */
  static float[] numbers(JsonNode node) throws MalformedAnswerException {
    List<Float> found = new ArrayList<>();
    collect(node, found);
    float[] numbers = new float[found.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = found.get(i);
    }
    return numbers;
  }

  private static void collect(JsonNode node, List<Float> found) throws MalformedAnswerException {
    if (node.isNumber()) {
      found.add(node.floatValue());
      return;
    }
    if (!node.isArray()) {
      throw new MalformedAnswerException("its answer has something that is no number");
    }
    for (JsonNode each : node) {
      collect(each, found);
    }
  }

  /** Rows of equal length, one a study, from an array of one item a study. */
  static List<float[]> rows(JsonNode items, int studies) throws MalformedAnswerException {
    if (!items.isArray() || items.size() != studies) {
      throw new MalformedAnswerException(
          "its answer has %s rows for %s studies"
              .formatted(items.isArray() ? items.size() : "no", studies));
    }
    List<float[]> rows = new ArrayList<>();
    for (JsonNode item : items) {
      rows.add(numbers(item));
    }
    return ofOneLength(rows);
  }

  /** Numbers cut into rows of equal length. */
  static List<float[]> cut(float[] flat, int studies) throws MalformedAnswerException {
    if (flat.length == 0 || flat.length % studies != 0) {
      throw new MalformedAnswerException(
          "its answer has %s numbers for %s studies".formatted(flat.length, studies));
    }
    int each = flat.length / studies;
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < studies; i++) {
      rows.add(Arrays.copyOfRange(flat, i * each, (i + 1) * each));
    }
    return rows;
  }

  private static List<float[]> ofOneLength(List<float[]> rows) throws MalformedAnswerException {
    for (float[] row : rows) {
      if (row.length == 0 || row.length != rows.get(0).length) {
        throw new MalformedAnswerException(
            "its answer has rows of %s and of %s numbers"
                .formatted(rows.get(0).length, row.length));
      }
    }
    return rows;
  }
}
