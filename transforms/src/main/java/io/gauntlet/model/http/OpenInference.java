package io.gauntlet.model.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.model.config.ConfigKeys;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Version 2 of the Open Inference Protocol, as KServe, Triton and MLServer speak it: each input is
 * a named tensor.
 *
 * @param output the tensor that is the answer; empty where there is one
 * @param version of the model; empty for the one that the server chooses
 */
record OpenInference(Optional<String> output, Optional<String> version) implements RowProtocol {

  private static final ImmutableSet<String> FLOATS =
      ImmutableSet.of("FP16", "BF16", "FP32", "FP64");

  static OpenInference of(ConfigKeys http) {
    http.value("request")
        .ifPresent(
            given -> {
              throw http.fault("request", "is a key of protocol json alone; leave it out");
            });
    return new OpenInference(http.text("answer"), http.text("version"));
  }

  private URI model(URI url) {
    return version.map(number -> URI.create(url + "/versions/" + number)).orElse(url);
  }

  @Override
  public URI address(URI url) {
    return URI.create(model(url) + "/infer");
  }

  @Override
  public Optional<URI> description(URI url) {
    return Optional.of(model(url));
  }

  @Override
  public byte[] body(Question question) throws IOException {
    return JsonRows.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("inputs");
          if (question.images().isPresent()) {
            write(json, question.images().get());
          }
          if (question.captions().isPresent()) {
            write(json, question.captions().get());
          }
          json.writeEndArray();
          if (output.isPresent()) {
            json.writeArrayFieldStart("outputs");
            json.writeStartObject();
            json.writeStringField("name", output.get());
            json.writeEndObject();
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Question.Images images) throws IOException {
    begin(json, images.input(), images.type(), images.shape());
    json.writeArrayFieldStart("data");
    for (float value : images.values()) {
      json.writeNumber(value);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Question.Captions captions) throws IOException {
    begin(json, captions.input(), "BYTES", new long[] {captions.texts().size(), 1});
    // What MLServer needs to be told to take bytes for a text; others pass over it.
    json.writeObjectFieldStart("parameters");
    json.writeStringField("content_type", "str");
    json.writeEndObject();
    json.writeArrayFieldStart("data");
    for (String text : captions.texts()) {
      json.writeString(text);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void begin(JsonGenerator json, String name, String type, long[] shape)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", type);
    json.writeFieldName("shape");
    json.writeArray(shape, 0, shape.length);
  }

  @Override
  public NumberedRows answer(byte[] body, int studies) throws MalformedAnswerException {
    JsonNode tree = JsonRows.read(body);
    JsonNode tensor = tensor(tree.path("outputs"));
    requireFloats(tensor.path("datatype").asText(""));
    float[] numbers = JsonRows.numbers(tensor.path("data"));
    requireShape(tensor.path("shape"), numbers.length, studies);
    return new NumberedRows(
        JsonRows.cut(numbers, studies),
        tree.path("model_name").asText("") + " " + tree.path("model_version").asText(""));
  }

  /** The number of a class, or a word, is no logit of it. */
  private static void requireFloats(String type) throws MalformedAnswerException {
    if (!type.isEmpty() && !FLOATS.contains(type)) {
      throw new MalformedAnswerException(
          "its answer is a tensor of another type than %s; http.answer names one of them"
              .formatted(FLOATS));
    }
  }

  private static void requireShape(JsonNode shape, int numbers, int studies)
      throws MalformedAnswerException {
    if (shape.isMissingNode()) {
      return;
    }
    // A model of one study may leave out the axis of the studies.
    boolean isRow = studies == 1 && shape.size() == 1;
    if (!isRow && shape.path(0).asInt() != studies) {
      throw new MalformedAnswerException(
          "its answer has a tensor of %s rows for %s studies"
              .formatted(shape.path(0).asInt(), studies));
    }
    long all = 1;
    for (JsonNode axis : shape) {
      all *= axis.asLong();
    }
    if (all != numbers) {
      throw new MalformedAnswerException(
          "its answer has a tensor of %s numbers with %s in it".formatted(all, numbers));
    }
  }

  private JsonNode tensor(JsonNode outputs) throws MalformedAnswerException {
    for (JsonNode each : outputs) {
      if (output.map(each.path("name").asText("")::equals).orElse(outputs.size() == 1)) {
        return each;
      }
    }
    throw new MalformedAnswerException(
        output.isPresent()
            ? "its answer has no tensor \"%s\"; http.answer names one".formatted(output.get())
            : "its answer has %s tensors; say which with http.answer".formatted(outputs.size()));
  }
}
