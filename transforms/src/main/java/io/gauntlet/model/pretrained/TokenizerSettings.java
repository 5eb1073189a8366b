package io.gauntlet.model.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.data.Quoted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code tokenizer_config.json} says of a BERT's tokenizer, and what transformers makes of it
 * (seen in 4.57 and 5.24): its tokenizer of BERT writes these fields, and their defaults, over what
 * {@code tokenizer.json} says. A value that transformers refuses is refused here: neither null nor
 * {@code "False"} is a truth value.
 */
final class TokenizerSettings {
  private static final String LOWER_CASE = "do_lower_case";
  private static final String STRIP_ACCENTS = "strip_accents";
  private static final String CHINESE = "tokenize_chinese_chars";
  private static final String NORMALIZER = "BertNormalizer";

  /** The fields here, and those of the normalizer that they decide. */
  private static final Map<String, String> DECIDES =
      Map.of(
          LOWER_CASE, "lowercase",
          STRIP_ACCENTS, "strip_accents",
          CHINESE, "handle_chinese_chars");

  /** Other classes take their normalizer from {@code tokenizer.json} as it is. */
  private static final Set<String> OF_BERT = Set.of("", "BertTokenizer", "BertTokenizerFast");

  private final JsonNode config;
  private final String source;

  /**
   * Reads the fields.
   *
   * @param config missing where there is no file
   * @param source named in errors
   * @throws IOException when one has a value that transformers refuses
   */
  TokenizerSettings(JsonNode config, String source) throws IOException {
    this.config = config;
    this.source = source;
    for (String field : List.of(LOWER_CASE, CHINESE)) {
      if (config.has(field) && !config.get(field).isBoolean()) {
        throw refused(field, "true or false");
      }
    }
    if (config.has(STRIP_ACCENTS)
        && !config.get(STRIP_ACCENTS).isBoolean()
        && !config.get(STRIP_ACCENTS).isNull()) {
      throw refused(STRIP_ACCENTS, "true, false or null");
    }
  }

  private IOException refused(String field, String taken) {
    return new IOException(
        "%s: %s is %s, which transformers refuses; write %s"
            .formatted(source, field, Quoted.of(config.get(field).toString()), taken));
  }

  /** Writes the fields over those of the normalizer of a tokenizer that was made without it. */
  void write(ObjectNode normalizer) {
    DECIDES.forEach(
        (ours, theirs) -> {
          if (config.has(ours)) {
            normalizer.set(theirs, config.get(ours));
          }
        });
  }

  /**
   * Writes the fields over those of a normalizer that a {@code tokenizer.json} has.
   *
   * @param tokenizer named in errors
   * @return whether one changed
   * @throws IOException when the normalizer says something that transformers would pass over in
   *     silence, because the config says nothing of it
   */
  boolean overrule(JsonNode normalizer, String tokenizer) throws IOException {
    if (!(normalizer instanceof ObjectNode fields)
        || !normalizer.path("type").asText().equals(NORMALIZER)
        || !OF_BERT.contains(config.path("tokenizer_class").asText())) {
      return false;
    }
    JsonNode before = fields.deepCopy();
    for (Map.Entry<String, String> decided : DECIDES.entrySet()) {
      JsonNode said = fields.path(decided.getValue());
      boolean usual =
          decided.getKey().equals(STRIP_ACCENTS)
              ? said.isNull() || said.isMissingNode()
              : said.asBoolean(false);
      if (!usual && !config.has(decided.getKey())) {
        throw new IOException(
            "%s: its normalizer has %s %s, and transformers passes over it unless %s says so; write \"%s\": %s there"
                .formatted(tokenizer, decided.getValue(), said, source, decided.getKey(), said));
      }
    }
    write(fields);
    return !before.equals(fields);
  }
}
