package io.gauntlet.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.data.JsonObjects;
import io.gauntlet.data.Quoted;
import io.gauntlet.model.nn.BertEncoder;
import java.io.IOException;

/** Hugging Face's {@code config.json} of a BERT; what another network needs is refused by name. */
public final class BertConfig {
  private final JsonNode json;
  private final String source;

  private BertConfig(JsonNode json, String source) {
    this.json = json;
    this.source = source;
  }

  /**
   * Reads a config.
   *
   * @param source named in errors
   * @throws IOException when it is damaged, or of a network that is not a plain BERT
   */
  public static BertEncoder read(byte[] config, String source) throws IOException {
    return new BertConfig(JsonObjects.read(config, source), source).encoder();
  }

  private BertEncoder encoder() throws IOException {
    only("model_type", "bert");
    only("hidden_act", "gelu");
    only("position_embedding_type", "absolute");
    only("is_decoder", "false");
    only("add_cross_attention", "false");
    double epsilon = json.path("layer_norm_eps").asDouble(1e-12);
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IOException(source + ": layer_norm_eps is " + epsilon + "; it lies in (0, 1)");
    }
    try {
      return new BertEncoder(
          number("vocab_size", 10_000_000),
          number("hidden_size", 65_536),
          number("num_hidden_layers", 1_000),
          number("num_attention_heads", 65_536),
          number("intermediate_size", 1_000_000),
          number("max_position_embeddings", 1_000_000),
          json.has("type_vocab_size") ? number("type_vocab_size", 1_000) : 2,
          epsilon,
          false);
    } catch (IllegalArgumentException e) {
      throw new IOException(source + ": " + e.getMessage(), e);
    }
  }

  private void only(String field, String value) throws IOException {
    JsonNode found = json.path(field);
    if (!found.isMissingNode() && !found.asText().equals(value)) {
      throw new IOException(
          "%s: %s is '%s'; encoders with %s '%s' are read here"
              .formatted(source, field, Quoted.of(found.asText()), field, value));
    }
  }

  private int number(String field, int most) throws IOException {
    JsonNode found = json.path(field);
    if (!found.canConvertToInt() || found.asInt() < 1 || found.asInt() > most) {
      throw new IOException(
          "%s: %s is %s; a BERT has a whole number from 1 to %d there"
              .formatted(
                  source,
                  field,
                  found.isMissingNode() ? "missing" : Quoted.of(found.toString()),
                  most));
    }
    return found.asInt();
  }
}
