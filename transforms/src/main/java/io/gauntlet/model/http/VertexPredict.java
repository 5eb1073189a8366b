package io.gauntlet.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gauntlet.model.config.ConfigKeys;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Vertex AI's predict: an instance a study, a prediction a study. The url is the endpoint's, such
 * as {@code https://REGION-aiplatform.googleapis.com/v1/projects/P/locations/REGION/endpoints/E}.
 *
 * @param field of a prediction that is the answer; empty where the prediction is
 */
record VertexPredict(Optional<String> field) implements RowProtocol {

  static VertexPredict of(ConfigKeys http) {
    for (String key : new String[] {"request", "version"}) {
      http.value(key)
          .ifPresent(
              given -> {
                throw http.fault(key, "is no key of protocol vertex; leave it out");
              });
    }
    return new VertexPredict(http.text("answer"));
  }

  @Override
  public URI address(URI url) {
    return URI.create(url + ":predict");
  }

  @Override
  public byte[] body(Question question) throws IOException {
    return JsonRows.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("instances");
          for (int i = 0; i < question.studies(); i++) {
            json.writeStartObject();
            if (question.images().isPresent()) {
              Question.Images images = question.images().get();
              long[] shape = Arrays.copyOfRange(images.shape(), 1, images.shape().length);
              json.writeFieldName(images.input());
              int each = images.values().length / question.studies();
              JsonRows.nested(json, images.values(), i * each, shape, 0);
            }
            if (question.captions().isPresent()) {
              Question.Captions captions = question.captions().get();
              json.writeStringField(captions.input(), captions.texts().get(i));
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  @Override
  public NumberedRows answer(byte[] body, int studies) throws MalformedAnswerException {
    JsonNode tree = JsonRows.read(body);
    JsonNode predictions = tree.path("predictions");
    List<float[]> rows;
    if (field.isPresent()) {
      ArrayNode picked = JsonNodeFactory.instance.arrayNode();
      predictions.forEach(prediction -> picked.add(prediction.path(field.get())));
      rows = JsonRows.rows(picked, studies);
    } else {
      rows = JsonRows.rows(predictions, studies);
    }
    return new NumberedRows(
        rows,
        "%s %s %s"
            .formatted(
                tree.path("model").asText(""),
                tree.path("modelVersionId").asText(""),
                tree.path("deployedModelId").asText("")));
  }
}
