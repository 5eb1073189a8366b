package io.gauntlet.records.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON object with a digest of itself, so that a change by hand is seen. It is not a signature:
 * the seal can be computed again.
 */
public final class SealedJson {
  private static final String SEAL = "seal";

  private SealedJson() {}

  /** The object with its seal, the last of its keys. */
  public static ObjectNode seal(ObjectNode object) {
    ObjectNode sealed = object.deepCopy();
    sealed.remove(SEAL);
    String digest = digest(sealed);
    sealed.put(SEAL, digest);
    return sealed;
  }

  /** Whether an object is as it was sealed; one without a seal is not. */
  public static boolean isWhole(JsonNode object) {
    return object instanceof ObjectNode sealed && seal(sealed).path(SEAL).equals(sealed.path(SEAL));
  }

  private static String digest(ObjectNode object) {
    try {
      return PartSummary.digest(PartJson.MAPPER.writeValueAsBytes(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
