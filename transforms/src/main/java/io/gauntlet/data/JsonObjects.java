package io.gauntlet.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON that others wrote: one object in UTF-8, whose keys are each there once. */
public final class JsonObjects {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonObjects() {}

  /**
   * Reads an object.
   *
   * @param source named in errors
   * @throws IOException when the bytes are none; says why in one line
   */
  public static JsonNode read(byte[] contents, String source) throws IOException {
    JsonNode json;
    try {
      // Left to itself, Jackson takes four bytes of another kind for UTF-32.
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(contents)).toString();
      json = JSON.readTree(text);
    } catch (CharacterCodingException e) {
      throw new IOException(source + " is not JSON: it is no UTF-8; fetch it again", e);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is not JSON (%s); fetch it again"
              .formatted(source, Quoted.of(e.getOriginalMessage())),
          e);
    }
    if (!json.isObject()) {
      throw new IOException(source + " is not a JSON object; fetch it again");
    }
    return json;
  }
}
