package io.gauntlet.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.data.Views;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.config.ConfigKeys;
import io.gauntlet.model.description.Answer;
import io.gauntlet.model.description.PixelValues;
import java.util.Optional;
import java.util.function.Function;

/**
 * The description of a victim behind an endpoint:
 *
 * <pre>{@code
 * name: served
 * http: {protocol: v2, url: "https://models.example/v2/models/cxr", auth: {env: CXR_TOKEN}}
 * pixels: {height: 224, width: 224}
 * caption: report
 * }</pre>
 *
 * @param endpoint where it is, and how it may be asked
 * @param protocol how questions and answers are written
 * @param pixels the images that it takes; empty where it sees none
 * @param caption the name under which it takes captions; empty where it reads none
 * @param answer what its numbers are
 */
record HttpConfig(
    Endpoint endpoint,
    RowProtocol protocol,
    Optional<Pixels> pixels,
    Optional<String> caption,
    Answer answer) {
  static final String HTTP = "http";
  static final ImmutableSet<String> KEYS =
      ImmutableSet.<String>builder()
          .add(HTTP, "name", "pixels", "caption")
          .addAll(Answer.KEYS)
          .build();
  static final ImmutableSet<String> PIXELS =
      Sets.union(ImmutableSet.of("input", "views", "height", "width"), PixelValues.KEYS)
          .immutableCopy();

  private static final ImmutableMap<String, Function<ConfigKeys, RowProtocol>> PROTOCOLS =
      ImmutableMap.of(
          "v2", OpenInference::of, "vertex", VertexPredict::of, "json", JsonTemplate::of);

  /**
   * Images.
   *
   * @param input the name under which they are sent
   * @param size of the views
   * @param values how the model takes their pixels
   */
  record Pixels(String input, ImageSize size, PixelValues values) {

    static Pixels of(ConfigKeys keys) {
      return new Pixels(
          keys.text("input").orElse("pixels"),
          new ImageSize(
              keys.texts("views").orElse(Views.BOTH.names()),
              keys.neededCount("height", 1),
              keys.neededCount("width", 1)),
          PixelValues.of(keys));
    }
  }

  /**
   * Reads a description.
   *
   * @throws IllegalArgumentException when it is wrong; names the key and the remedy
   */
  static HttpConfig of(JsonNode node) {
    ConfigKeys config = ConfigKeys.root(node, KEYS);
    ConfigKeys http =
        config
            .place(HTTP, Endpoint.KEYS)
            .orElseThrow(() -> config.fault(HTTP, "is empty; give its url at least"));
    Optional<Pixels> pixels = config.place("pixels", PIXELS).map(Pixels::of);
    Optional<String> caption = config.text("caption");
    if (pixels.isEmpty() && caption.isEmpty()) {
      throw new IllegalArgumentException("pixels or caption says what the model takes");
    }
    Endpoint endpoint = Endpoint.of(http);
    RowProtocol protocol = protocol(http);
    if (endpoint.url().getQuery() != null
        && !protocol.address(endpoint.url()).equals(endpoint.url())) {
      throw http.fault(
          "url", "has a query behind a ?, which protocol json alone sends; leave it out");
    }
    return new HttpConfig(endpoint, protocol, pixels, caption, Answer.of(config));
  }

  private static RowProtocol protocol(ConfigKeys http) {
    return http.word("protocol", PROTOCOLS).orElse(OpenInference::of).apply(http);
  }
}
