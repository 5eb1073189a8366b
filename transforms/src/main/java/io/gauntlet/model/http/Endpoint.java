package io.gauntlet.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.model.config.ConfigKeys;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

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
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  /** The keys that decide nothing about the answers. */
  static final ImmutableSet<String> MANNERS =
      ImmutableSet.of(
          "auth",
          "batch",
          "concurrency",
          "rate",
          "timeout",
          "deadline",
          "attempts",
          "budget",
          "price");

  static final ImmutableSet<String> KEYS =
      ImmutableSet.<String>builder()
          .add("url", "protocol", "request", "answer", "version")
          .addAll(MANNERS)
          .build();

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
   * @param attempts most calls for the same answer; empty where nobody said
   */
  record Patience(Duration timeout, Duration deadline, OptionalInt attempts) {
    private static final int USUAL = 6;

    /** Most calls where more would hardly help. */
    int few() {
      return attempts.orElse(USUAL);
    }

    /** Most calls where the deadline alone ends them, unless somebody said how many. */
    int many() {
      return attempts.orElse(Integer.MAX_VALUE);
    }
  }

  /**
   * What a run may cost.
   *
   * @param budget most studies that are asked about; empty for no limit
   * @param price of a study, in any currency; empty where nobody said
   */
  record Cost(OptionalLong budget, OptionalDouble price) {}

  static Endpoint of(ConfigKeys keys) {
    URI url = url(keys);
    return new Endpoint(
        url,
        access(keys, url),
        new Load(
            keys.count("batch", 1).orElse(32),
            keys.count("concurrency", 1).orElse(8),
            above(keys, "rate")),
        new Patience(
            Duration.ofSeconds(keys.count("timeout", 1).orElse(60)),
            Duration.ofSeconds(keys.count("deadline", 1).orElse(300)),
            keys.count("attempts", 1).map(OptionalInt::of).orElse(OptionalInt.empty())),
        new Cost(
            keys.count("budget", 1).map(OptionalLong::of).orElse(OptionalLong.empty()),
            above(keys, "price")));
  }

  /** The address as messages show it: without what is asked of it, which may have a key in it. */
  String shown() {
    String text = url.toString();
    int end = text.indexOf('?');
    return end < 0 ? text : text.substring(0, end);
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
    URI url = parsed(keys, text);
    boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!known || url.getHost() == null) {
      throw keys.fault("url", "is no address that begins with http:// or https://");
    }
    if (url.getUserInfo() != null) {
      throw keys.fault("url", "has credentials in it; name where they are with auth");
    }
    return url;
  }

  private static URI parsed(ConfigKeys keys, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The exception's own message repeats the address, which may have credentials in it.
      throw keys.fault("url", "is no address: " + e.getReason());
    }
  }

  /** A secret goes over a connection that others cannot read, or not beyond this machine. */
  private static Access access(ConfigKeys keys, URI url) {
    Access access = Access.of(keys);
    if (!access.isOpen() && "http".equals(url.getScheme()) && !isOnThisMachine(url.getHost())) {
      throw keys.fault(
          "auth", "would send its secret over http:// as it is; give an address with https://");
    }
    return access;
  }

  private static boolean isOnThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || IPV4_LOOPBACK.matcher(host).matches();
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
