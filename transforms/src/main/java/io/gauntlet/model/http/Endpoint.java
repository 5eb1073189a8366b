package io.gauntlet.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.model.config.ConfigKeys;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where a model is served, and how it may be asked.
 *
 * @param url of the model, without the part that asks for an answer
 * @param access who asks
 * @param load how much it is asked for at a time
 * @param patience how long an answer is waited for
 * @param cost what it may cost
 */
record Endpoint(URI url, Access access, Load load, Patience patience, Cost cost) {
  static final ImmutableSet<String> KEYS =
      ImmutableSet.of(
          "url",
          "protocol",
          "request",
          "answer",
          "version",
          "auth",
          "batch",
          "concurrency",
          "rate",
          "timeout",
          "deadline",
          "attempts",
          "budget",
          "price");

  /**
   * How much is asked at a time.
   *
   * @param batch most studies a call
   * @param concurrency most calls under way
   * @param rate most calls a second; empty for no limit
   */
  record Load(int batch, int concurrency, OptionalDouble rate) {}

  /**
   * How long an answer is waited for.
   *
   * @param timeout of a call
   * @param deadline of a call with all that it is tried again
   * @param attempts most calls for the same answer
   */
  record Patience(Duration timeout, Duration deadline, int attempts) {}

  /**
   * What a run may cost.
   *
   * @param budget most studies that are asked about; empty for no limit
   * @param price of a study, in any currency; empty where nobody said
   */
  record Cost(OptionalLong budget, OptionalDouble price) {}

  static Endpoint of(ConfigKeys keys) {
    return new Endpoint(
        url(keys),
        Access.of(keys),
        new Load(
            keys.count("batch", 1).orElse(32),
            keys.count("concurrency", 1).orElse(8),
            above(keys, "rate")),
        new Patience(
            Duration.ofSeconds(keys.count("timeout", 1).orElse(60)),
            Duration.ofSeconds(keys.count("deadline", 1).orElse(300)),
            keys.count("attempts", 1).orElse(6)),
        new Cost(
            keys.count("budget", 1).map(OptionalLong::of).orElse(OptionalLong.empty()),
            above(keys, "price")));
  }

  private static URI url(ConfigKeys keys) {
    String text =
        keys.text("url")
            .orElseThrow(
                () ->
                    keys.fault(
                        "url",
                        "is missing; give that of the model, such as"
                            + " https://models.example/v2/models/cxr"));
    try {
      URI url = URI.create(text);
      boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!known || url.getHost() == null) {
        throw keys.fault("url", "is no address that begins with http:// or https://");
      }
      if (url.getUserInfo() != null) {
        throw keys.fault("url", "has credentials in it; name where they are with auth");
      }
      return url;
    } catch (IllegalArgumentException e) {
      if (e.getMessage().contains("url ")) {
        throw e;
      }
      throw keys.fault("url", "is no address: " + e.getMessage());
    }
  }

  private static OptionalDouble above(ConfigKeys keys, String key) {
    return keys.value(key)
        .map(
            value -> {
              if (!value.isNumber() || !(value.asDouble() > 0)) {
                throw keys.fault(key, "is " + value + "; give a number above 0");
              }
              return value;
            })
        .map(JsonNode::asDouble)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }
}
