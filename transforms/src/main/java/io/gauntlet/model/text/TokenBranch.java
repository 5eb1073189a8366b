package io.gauntlet.model.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import io.gauntlet.model.nn.BertNetwork;
import io.gauntlet.model.nn.MaskedWordHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A text branch as a function of token embeddings instead of captions, which can be differentiated,
 * and what else its encoder knows: the vectors of its words, and the words that fit a gap. It
 * belongs to its victim, and is safe for any thread once the victim is no longer trained.
 */
public final class TokenBranch {
  /** One letter is not a word, and captions are lower-cased. */
  private static final Pattern WHOLE_WORD = Pattern.compile("\\p{Ll}{2,}");

  private static final String MASK = "[MASK]";

  private final BertNetwork network;
  private final Tokenizer tokenizer;
  private final UnaryOperator<NDArray> end;
  private final Supplier<KnownWords> knownWords = Suppliers.memoize(this::readWords);

  /** The whole words, and the piece that each one is. */
  private record KnownWords(WordTable words, ImmutableIntArray ids, long mask) {}

  /**
   * Opens a branch.
   *
   * @param network the encoder, borrowed
   * @param tokenizer of the encoder, borrowed
   * @param end what the branch does with the encoder's features {@code [batch, hidden]}
   */
  public TokenBranch(BertNetwork network, Tokenizer tokenizer, UnaryOperator<NDArray> end) {
    this.network = network;
    this.tokenizer = tokenizer;
    this.end = end;
  }

  /** The words that are a piece of their own, of two letters or more, and their vectors. */
  public WordTable words() {
    return knownWords.get().words();
  }

  /** Word pieces of a caption and where they are in it. */
  public CaptionPieces pieces(String caption) {
    return tokenizer.pieces(caption);
  }

  /** How many word pieces a caption is, from {@code [CLS]} to {@code [SEP]}. */
  public int length(String caption) {
    return tokenizer.encode(caption).length;
  }

  /** Word pieces of captions, padded to the longest of them. */
  public TokenBatch encode(NDManager manager, List<String> captions) {
    return tokenizer.encode(manager, captions);
  }

  /**
   * The vectors of word pieces.
   *
   * @param ids {@code [batch, length]}, int64
   * @return {@code [batch, length, width]}
   */
  public NDArray vectors(NDArray ids) {
    return network.words(ids);
  }

  /**
   * Embeds captions that are given as vectors; the result is that of the captions themselves.
   *
   * @param vectors of word pieces {@code [batch, length, width]}
   * @param mask {@code [batch, length]}, int64: 1 for a piece, 0 for padding
   */
  public NDArray embedding(NDArray vectors, NDArray mask) {
    return end.apply(network.first(vectors, mask));
  }

  /** Whether the encoder kept the head that it was pretrained with, so that it can fill gaps. */
  public boolean fillsGaps() {
    return MaskedWordHead.isIn(network.weights());
  }

  /**
   * The whole words that the encoder's masked-language-model head finds likeliest in a gap.
   *
   * @param captions each with one {@code [MASK]}
   * @return likeliest first; none where the gap is beyond the model's length
   * @throws UnsupportedOperationException when there is no such head
   */
  public List<List<String>> fill(NDManager manager, List<String> captions, int count) {
    if (!fillsGaps()) {
      throw new UnsupportedOperationException("the encoder has no masked-language-model head");
    }
    KnownWords known = knownWords.get();
    List<List<String>> filled = new ArrayList<>();
    try (NDManager scope = manager.newSubManager()) {
      TokenBatch tokens = tokenizer.encode(scope, captions);
      NDArray states = network.states(vectors(tokens.ids()), tokens.mask());
      long[] ids = tokens.ids().toLongArray();
      int length = ids.length / captions.size();
      for (int row = 0; row < captions.size(); row++) {
        int gap = 0;
        while (gap < length && ids[row * length + gap] != known.mask()) {
          gap++;
        }
        filled.add(gap == length ? List.of() : likeliest(states.get(row, gap), known, count));
      }
    }
    return filled;
  }

  private List<String> likeliest(NDArray state, KnownWords known, int count) {
    NDArray logits =
        new MaskedWordHead(network.encoder()).forward(network.weights(), state.expandDims(0));
    float[] all = logits.toFloatArray();
    float[] scores = new float[known.ids().length()];
    for (int word = 0; word < scores.length; word++) {
      scores[word] = all[known.ids().get(word)];
    }
    return known.words().best(scores, Float.NEGATIVE_INFINITY, count, word -> true).stream()
        .map(known.words()::word)
        .toList();
  }

  private KnownWords readWords() {
    Map<String, Integer> pieces = tokenizer.vocabulary();
    List<String> words = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    pieces.forEach(
        (piece, id) -> {
          if (WHOLE_WORD.matcher(piece).matches() && id < network.encoder().vocabulary()) {
            words.add(piece);
            ids.add(id);
          }
        });
    int[] picked = Ints.toArray(ids);
    float[][] vectors = new float[picked.length][];
    try (NDManager scope = network.weights().manager().newSubManager()) {
      long[] wide = Arrays.stream(picked).asLongStream().toArray();
      NDArray rows = vectors(scope.create(wide, new Shape(1, wide.length)));
      float[] flat = rows.toFloatArray();
      int width = network.encoder().hidden();
      for (int word = 0; word < picked.length; word++) {
        vectors[word] = new float[width];
        System.arraycopy(flat, word * width, vectors[word], 0, width);
      }
    }
    return new KnownWords(
        new WordTable(words, vectors),
        ImmutableIntArray.copyOf(picked),
        pieces.getOrDefault(MASK, -1));
  }
}
