package io.gauntlet.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Captions to word pieces, by a Hugging Face {@code tokenizer.json}. Safe for any thread. */
public final class Tokenizer implements AutoCloseable {
  private final byte[] json;
  private final HuggingFaceTokenizer tokenizer;
  private final int longest;

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
              new ByteArrayInputStream(json),
              Map.of(
                  "truncation",
                  "true",
                  "maxLength",
                  Integer.toString(longest),
                  "modelMaxLength",
                  Integer.toString(longest),
                  "padding",
                  "false"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Word pieces of a caption, from {@code [CLS]} to {@code [SEP]}, cut at the model's length. */
  public long[] encode(String caption) {
    long[] ids = tokenizer.encode(caption).getIds();
    return ids.length <= longest ? ids : Arrays.copyOf(ids, longest);
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

  /** The {@code tokenizer.json} it was opened from. */
  public byte[] json() {
    return json.clone();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
