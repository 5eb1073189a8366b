package io.gauntlet.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * The operating point of a victim as a field of its {@code config.json}: {@code "threshold": 0.31},
 * a probability. A config without it is one of a victim that decides at one half.
 */
public final class ThresholdField {
  private static final String NAME = "threshold";

  private ThresholdField() {}

  /**
   * Reads it.
   *
   * @param config the whole {@code config.json}
   * @throws IOException when it is not a probability between 0 and 1
   */
  public static OperatingPoint of(JsonNode config) throws IOException {
    JsonNode threshold = config.path(NAME);
    if (threshold.isMissingNode()) {
      return OperatingPoint.HALF;
    }
    if (!threshold.isNumber()) {
      throw new IOException(
          NAME + " is " + threshold + "; give a probability between 0 and 1, such as 0.31");
    }
    try {
      return new OperatingPoint(threshold.asDouble());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A config without it: what the victim is made of. */
  public static JsonNode without(JsonNode config) {
    return ((ObjectNode) config).deepCopy().without(NAME);
  }

  /** Writes it, unless it is one half. */
  public static void put(ObjectNode config, OperatingPoint point) {
    if (!point.isHalf()) {
      config.put(NAME, point.threshold());
    }
  }
}
