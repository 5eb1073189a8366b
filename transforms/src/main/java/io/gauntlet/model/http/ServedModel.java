package io.gauntlet.model.http;

import com.fasterxml.jackson.databind.JsonNode;

/** What a server says of its model under Open Inference: name, versions, platform. */
final class ServedModel {
  private ServedModel() {}

  static String of(byte[] description) throws MalformedAnswerException {
    JsonNode model = JsonRows.read(description);
    return "%s %s %s"
        .formatted(
            model.path("name").asText(""),
            model.path("versions"),
            model.path("platform").asText(""));
  }
}
