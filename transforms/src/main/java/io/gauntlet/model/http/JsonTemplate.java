package io.gauntlet.model.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.model.config.ConfigKeys;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A server of its own kind: the body of a request is written as it is sent, with {@code "{images}"}
 * and {@code "{captions}"} where the arrays of both stand, and the answer is where a JSON pointer
 * leads, such as {@code /scores}: an array with an item a study.
 *
 * @param request the body
 * @param answer where the rows are
 */
record JsonTemplate(JsonNode request, JsonPointer answer) implements RowProtocol {
  private static final String IMAGES = "{images}";
  private static final String CAPTIONS = "{captions}";

  static JsonTemplate of(ConfigKeys http) {
    JsonNode request =
        http.value("request")
            .orElseThrow(
                () ->
                    http.fault(
                        "request",
                        "is missing; write the body of a request, such as {\"texts\": \"{captions}\"}"));
    String pointer = http.text("answer").orElse("");
    try {
      return new JsonTemplate(request, JsonPointer.compile(pointer));
    } catch (IllegalArgumentException e) {
      throw http.fault(
          "answer", "is \"%s\"; give a JSON pointer such as /scores".formatted(pointer));
    }
  }

  @Override
  public URI address(URI url) {
    return url;
  }

  @Override
  public boolean namesModel() {
    return false;
  }

  @Override
  public byte[] body(Question question) throws IOException {
    return JsonRows.write(json -> write(json, request, question));
  }

  private static void write(JsonGenerator json, JsonNode node, Question question)
      throws IOException {
    Optional<Question.Images> images = question.images().filter(is(node, IMAGES));
    Optional<Question.Captions> captions = question.captions().filter(is(node, CAPTIONS));
    if (images.isPresent()) {
      JsonRows.nested(json, images.get().values(), 0, images.get().shape(), 0);
    } else if (captions.isPresent()) {
      json.writeStartArray();
      for (String text : captions.get().texts()) {
        json.writeString(text);
      }
      json.writeEndArray();
    } else if (node.isObject()) {
      json.writeStartObject();
      for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        json.writeFieldName(field.getKey());
        write(json, field.getValue(), question);
      }
      json.writeEndObject();
    } else if (node.isArray()) {
      json.writeStartArray();
      for (JsonNode each : node) {
        write(json, each, question);
      }
      json.writeEndArray();
    } else {
      json.writeTree(node);
    }
  }

  private static <T> Predicate<T> is(JsonNode node, String placeholder) {
    return any -> node.isTextual() && node.asText().equals(placeholder);
  }

  @Override
  public NumberedRows answer(byte[] body, int studies) throws MalformedAnswerException {
    return new NumberedRows(JsonRows.rows(JsonRows.read(body).at(answer), studies), "");
  }
}
