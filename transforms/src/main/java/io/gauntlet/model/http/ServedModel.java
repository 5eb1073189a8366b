package io.gauntlet.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a server says of its model.
 *
 * @param text name, versions and platform; empty where it says nothing
 * @param hasVersion whether a version is named
 */
record ServedModel(String text, boolean hasVersion) {
  private static final ServedModel UNKNOWN = new ServedModel("", false);

  /** Reads a description of Open Inference. */
  static ServedModel described(Optional<byte[]> description) throws MalformedAnswerException {
    if (description.isEmpty()) {
      return UNKNOWN;
    }
    JsonNode model = JsonRows.read(description.get());
    return new ServedModel(
        "%s %s %s"
            .formatted(
                model.path("name").asText(""),
                model.path("versions"),
                model.path("platform").asText("")),
        !model.path("versions").isEmpty());
  }
}
