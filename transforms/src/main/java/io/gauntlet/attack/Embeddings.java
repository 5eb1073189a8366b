package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.nn.Gradients;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Text embeddings of one batch of studies, each caption computed once for all victims that share
 * the branch, in large batches of captions of like length.
 */
public final class Embeddings {
  private static final int POOL = 64;

  private final NDManager manager;
  private final Map<Classifier, Map<String, float[]>> known = new HashMap<>();

  /** None are known yet; what is computed on the way is the manager's. */
  public Embeddings(NDManager manager) {
    this.manager = manager;
  }

  /**
   * Embeddings of captions.
   *
   * @return {@code [captions, width]}, owned by {@code scope}
   */
  public NDArray text(NDManager scope, Classifier classifier, List<String> captions) {
    Classifier owner = classifier.branchOwner(false);
    Map<String, float[]> memo = known.computeIfAbsent(owner, key -> new HashMap<>());
    List<String> missing = new ArrayList<>(new LinkedHashSet<>(captions));
    missing.removeIf(memo::containsKey);
    missing.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    for (int start = 0; start < missing.size(); start += POOL) {
      compute(owner, missing.subList(start, Math.min(start + POOL, missing.size())), memo);
    }
    int width = memo.get(captions.get(0)).length;
    float[] rows = new float[captions.size() * width];
    for (int i = 0; i < captions.size(); i++) {
      System.arraycopy(memo.get(captions.get(i)), 0, rows, i * width, width);
    }
    return scope.create(rows, new Shape(captions.size(), width));
  }

  private void compute(Classifier owner, List<String> captions, Map<String, float[]> memo) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray embedding = Gradients.without(() -> owner.textEmbedding(scope, captions));
      float[] values = embedding.toFloatArray();
      int width = values.length / captions.size();
      for (int i = 0; i < captions.size(); i++) {
        float[] row = new float[width];
        System.arraycopy(values, i * width, row, 0, width);
        memo.put(captions.get(i), row);
      }
    }
  }
}
