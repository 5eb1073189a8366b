package io.gauntlet.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.primitives.ImmutableLongArray;
import java.util.List;

/**
 * Word pieces of captions, made of those of the texts between their spaces, each found once: an
 * attack on words asks about thousands of captions that differ by one word, and BERT's tokenizer
 * never looks across a space. Safe for any thread; what was found is kept, up to a bound.
 */
final class SpacedEncoding {
  private static final Splitter SPACES = Splitter.on(' ').omitEmptyStrings();
  private static final int LARGEST = 100_000;

  /** {@code [CLS]} and {@code [SEP]}. */
  private final long[] frame;

  private final LoadingCache<String, ImmutableLongArray> pieces;

  SpacedEncoding(HuggingFaceTokenizer tokenizer) {
    this.frame = tokenizer.encode("").getIds();
    this.pieces =
        CacheBuilder.newBuilder()
            .maximumSize(LARGEST)
            .build(
                CacheLoader.from(
                    text ->
                        ImmutableLongArray.copyOf(tokenizer.encode(text, false, false).getIds())));
  }

  /**
   * Whether a tokenizer reads each text between spaces on its own and puts one piece before and one
   * behind a caption, as BERT's does.
   *
   * @param json its {@code tokenizer.json}
   */
  static boolean fits(JsonNode json, HuggingFaceTokenizer tokenizer) {
    for (JsonNode added : json.path("added_tokens")) {
      if (added.path("content").asText().contains(" ")) {
        return false;
      }
    }
    return json.at("/pre_tokenizer/type").asText().equals("BertPreTokenizer")
        && List.of("BertNormalizer", "").contains(json.at("/normalizer/type").asText())
        && tokenizer.encode("").getIds().length == 2;
  }

  /** From {@code [CLS]} to {@code [SEP]}, however long. */
  long[] encode(String caption) {
    ImmutableLongArray.Builder ids = ImmutableLongArray.builder().add(frame[0]);
    for (String text : SPACES.split(caption)) {
      ids.addAll(pieces.getUnchecked(text));
    }
    return ids.add(frame[1]).build().toArray();
  }
}
