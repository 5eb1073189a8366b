package io.gauntlet.data.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Quoted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The rows of JSON lines: an object a line, whose keys are the columns. Numbers are taken as they
 * are written, {@code null} and a key that is left out as an empty cell, and a list of plain values
 * as its values with {@code |} between them.
 */
final class JsonRecords implements Records {
  /** What separates the values of a list in a cell. */
  static final char BETWEEN_VALUES = '|';

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final TableLines lines;
  private final ImmutableList<String> columns;

  /** A line that is no row; the message says why, with the remedy. */
  static final class NoRowException extends IOException {
    private static final long serialVersionUID = 1;

    NoRowException(String message) {
      super(message);
    }
  }

  /**
   * Rows with some columns.
   *
   * @param columns in the order of the cells
   */
  JsonRecords(TableLines lines, List<String> columns) {
    this.lines = lines;
    this.columns = ImmutableList.copyOf(columns);
  }

  @Override
  public String fault() {
    return "bad-json";
  }

  @Override
  public Optional<TableRecord> next() throws IOException {
    Optional<TableLine> line = lines.nextWritten();
    return line.isPresent() ? Optional.of(record(line.get())) : Optional.empty();
  }

  private TableRecord record(TableLine line) throws IOException {
    ImmutableList<TableLine> one = ImmutableList.of(line);
    try {
      Map<String, String> values = values(line);
      for (String key : values.keySet()) {
        if (!columns.contains(key)) {
          return TableRecord.malformed(
              one,
              "the key '%s' is in no line before; write it, as null where it is empty, from the first line on"
                  .formatted(Quoted.of(key)));
        }
      }
      return TableRecord.row(
          one,
          columns.stream()
              .map(column -> values.getOrDefault(column, ""))
              .collect(ImmutableList.toImmutableList()));
    } catch (NoRowException e) {
      return TableRecord.malformed(one, e.getMessage());
    }
  }

  /**
   * The cells of a line by their columns, in its order.
   *
   * @throws NoRowException when it is no object of plain values
   */
  static Map<String, String> values(TableLine line) throws IOException {
    if (line.length() > TableLines.LONGEST) {
      throw new NoRowException(
          "the line has more than %s characters; a study is one line"
              .formatted(TableLines.LONGEST));
    }
    try (JsonParser json = JSON.createParser(TableCells.strip(line.text()))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new NoRowException("the line is not a JSON object; write one object a line");
      }
      Map<String, String> values = new LinkedHashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String key = json.currentName();
        json.nextToken();
        values.put(key, cell(json, key));
      }
      if (json.nextToken() != null) {
        throw new NoRowException("something follows the object of the line; write one a line");
      }
      return values;
    } catch (JsonProcessingException e) {
      throw new NoRowException(
          "the line is invalid JSON (%s); write one object a line"
              .formatted(Quoted.of(e.getOriginalMessage())));
    }
  }

  private static String cell(JsonParser json, String key) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return scalar(json, key);
    }
    StringJoiner values = new StringJoiner(Character.toString(BETWEEN_VALUES));
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String value = scalar(json, key);
      if (value.indexOf(BETWEEN_VALUES) >= 0) {
        throw new NoRowException(
            "a value in the list '%s' holds %s, which separates values; write it otherwise"
                .formatted(Quoted.of(key), BETWEEN_VALUES));
      }
      values.add(value);
    }
    return values.toString();
  }

  private static String scalar(JsonParser json, String key) throws IOException {
    if (json.currentToken().isStructStart()) {
      throw new NoRowException(
          "'%s' holds an object or a list of lists; give one value, or a list of them"
              .formatted(Quoted.of(key)));
    }
    return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText();
  }
}
