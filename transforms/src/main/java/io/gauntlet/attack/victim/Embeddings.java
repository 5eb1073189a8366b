package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.base.CharMatcher;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Lists;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.text.TokenBranch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Text embeddings of one batch of studies, each caption computed once for all victims that share
 * the branch, whichever study it comes from, in large batches of captions of like length: a batch
 * costs what its longest caption does. What is remembered is bounded; what was forgotten is
 * computed again.
 */
public final class Embeddings {
  /** Captions a forward pass. */
  private static final int POOL = 64;

  /** Floats and chars remembered a branch, some 64 MiB. */
  private static final long MEMORY = 1 << 24;

  private final NDManager manager;
  private final IdentityHashMap<TextBranch, Cache<String, float[]>> known = new IdentityHashMap<>();
  private long computed;
  private long remembered;

  private record Missing(String caption, int length) {}

  /** None are known yet; what is computed on the way is the manager's. */
  public Embeddings(NDManager manager) {
    this.manager = manager;
  }

  /**
   * Embeddings of captions.
   *
   * @return {@code [captions, width]}, owned by {@code scope}
   */
  public NDArray text(NDManager scope, TextBranch branch, List<String> captions) {
    Map<String, float[]> rows = rows(branch, captions);
    int width = rows.get(captions.get(0)).length;
    float[] flat = new float[captions.size() * width];
    for (int i = 0; i < captions.size(); i++) {
      System.arraycopy(rows.get(captions.get(i)), 0, flat, i * width, width);
    }
    return scope.create(flat, new Shape(captions.size(), width));
  }

  /** What was asked for until now. */
  public CaptionCounts counts() {
    return new CaptionCounts(computed, remembered);
  }

  private Map<String, float[]> rows(TextBranch branch, List<String> captions) {
    Cache<String, float[]> memory =
        known.computeIfAbsent(
            branch,
            key ->
                CacheBuilder.newBuilder()
                    .maximumWeight(MEMORY)
                    .weigher((String caption, float[] row) -> row.length + caption.length())
                    .build());
    Map<String, float[]> rows = new HashMap<>(memory.getAllPresent(captions));
    Optional<TokenBranch> tokens = branch.tokens();
    List<String> missing =
        captions.stream()
            .distinct()
            .filter(caption -> !rows.containsKey(caption))
            .map(caption -> new Missing(caption, length(tokens, caption)))
            .sorted(Comparator.comparingInt(Missing::length).thenComparing(Missing::caption))
            .map(Missing::caption)
            .toList();
    computed += missing.size();
    remembered += captions.size() - missing.size();
    for (List<String> pool : Lists.partition(missing, POOL)) {
      Map<String, float[]> made = compute(branch, pool);
      rows.putAll(made);
      memory.putAll(made);
    }
    return rows;
  }

  /** Word pieces, or words of a branch that shows no pieces. */
  private static int length(Optional<TokenBranch> tokens, String caption) {
    return tokens
        .map(pieces -> pieces.length(caption))
        .orElseGet(() -> CharMatcher.is(' ').countIn(caption) + 1);
  }

  private Map<String, float[]> compute(TextBranch branch, List<String> captions) {
    try (NDManager scope = manager.newSubManager()) {
      float[] values = Gradients.without(() -> branch.embed(scope, captions)).toFloatArray();
      int width = values.length / captions.size();
      Map<String, float[]> rows = new HashMap<>();
      for (int i = 0; i < captions.size(); i++) {
        rows.put(captions.get(i), Arrays.copyOfRange(values, i * width, (i + 1) * width));
      }
      return rows;
    }
  }
}
