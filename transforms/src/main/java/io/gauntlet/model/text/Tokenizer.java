package io.gauntlet.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Range;
import com.google.common.primitives.ImmutableLongArray;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Captions to word pieces, by a Hugging Face {@code tokenizer.json}. Safe for any thread. */
public final class Tokenizer implements AutoCloseable {
  private final byte[] json;
  private final HuggingFaceTokenizer tokenizer;
  private final int longest;

  /** Null for a tokenizer that looks across spaces. */
  private final SpacedEncoding spaced;

  /**
   * Opens a tokenizer.
   *
   * @param json contents of a {@code tokenizer.json}
   * @param longest word pieces after which a caption is cut, {@code [CLS]} and {@code [SEP]}
   *     included
   */
  public Tokenizer(byte[] json, int longest) {
    this.json = json.clone();
    this.longest = longest;
    try {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false"));
      boolean reads = SpacedEncoding.fits(new ObjectMapper().readTree(json), tokenizer);
      this.spaced = reads ? new SpacedEncoding(tokenizer) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Word pieces of a caption, from {@code [CLS]} to {@code [SEP]}, cut at the model's length. */
  public long[] encode(String caption) {
    return cut(ids(caption));
  }

  /** The last piece is {@code [SEP]}, and stays the last. */
  private long[] cut(long[] ids) {
    if (ids.length <= longest) {
      return ids;
    }
    long[] cut = Arrays.copyOf(ids, longest);
    cut[longest - 1] = ids[ids.length - 1];
    return cut;
  }

  /** Whether a caption has more word pieces than the model reads. */
  public boolean cuts(String caption) {
    return ids(caption).length > longest;
  }

  private long[] ids(String caption) {
    return spaced == null ? tokenizer.encode(caption).getIds() : spaced.encode(caption);
  }

  /** Word pieces of captions, padded to the longest of them. */
  public TokenBatch encode(NDManager manager, List<String> captions) {
    long[][] pieces = captions.stream().map(this::encode).toArray(long[][]::new);
    int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).max().orElse(1);
    long[] ids = new long[pieces.length * length];
    long[] mask = new long[ids.length];
    for (int row = 0; row < pieces.length; row++) {
      System.arraycopy(pieces[row], 0, ids, row * length, pieces[row].length);
      Arrays.fill(mask, row * length, row * length + pieces[row].length, 1);
    }
    Shape shape = new Shape(pieces.length, length);
    return new TokenBatch(manager.create(ids, shape), manager.create(mask, shape));
  }

  /** Word pieces of a caption and where they are in it, cut at the model's length. */
  public CaptionPieces pieces(String caption) {
    Encoding encoding = tokenizer.encode(caption);
    long[] ids = cut(encoding.getIds());
    List<Range<Integer>> places = new ArrayList<>();
    CharSpan[] spans = encoding.getCharTokenSpans();
    for (int i = 0; i < ids.length; i++) {
      boolean stays = ids.length == spans.length || i < ids.length - 1;
      places.add(stays && spans[i] != null ? inChars(caption, spans[i]) : CaptionPieces.NOWHERE);
    }
    return new CaptionPieces(ImmutableLongArray.copyOf(ids), places);
  }

  /** The tokenizer counts code points, Java counts chars. */
  private static Range<Integer> inChars(String caption, CharSpan span) {
    int start = caption.offsetByCodePoints(0, span.getStart());
    return Range.closedOpen(
        start, caption.offsetByCodePoints(start, span.getEnd() - span.getStart()));
  }

  /**
   * The word pieces and their ids, with the words that were added to the vocabulary.
   *
   * @throws IllegalStateException when the {@code tokenizer.json} holds no WordPiece vocabulary, or
   *     two numbers for a word
   */
  public Map<String, Integer> vocabulary() {
    try {
      JsonNode all = new ObjectMapper().readTree(json);
      JsonNode model = all.path("model");
      if (!model.path("type").asText("WordPiece").equals("WordPiece")) {
        throw new IllegalStateException(
            "the tokenizer is a " + model.path("type").asText() + ", no WordPiece");
      }
      Map<String, Integer> ids = new LinkedHashMap<>();
      model.path("vocab").fields().forEachRemaining(e -> ids.put(e.getKey(), e.getValue().asInt()));
      for (JsonNode added : all.path("added_tokens")) {
        String word = added.path("content").asText();
        int id = added.path("id").asInt();
        if (ids.getOrDefault(word, id) != id) {
          throw new IllegalStateException(
              "'%s' has the number %d and, as an added word, %d"
                  .formatted(word, ids.get(word), id));
        }
        ids.put(word, id);
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The {@code tokenizer.json} it was opened from. */
  public byte[] json() {
    return json.clone();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
