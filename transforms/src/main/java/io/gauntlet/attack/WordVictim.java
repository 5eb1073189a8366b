package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.nn.Gradients;
import java.util.List;

/**
 * A classifier whose pictures are fixed: their embedding is a constant, computed once however many
 * captions an attack tries.
 *
 * @param image its image embedding {@code [batch, width]}; null for a victim that sees no pictures
 */
record WordVictim(NDManager manager, Classifier classifier, NDArray image, Embeddings embeddings)
    implements TextClassifier {

  @Override
  public float[][] logits(List<TextCandidate> candidates) {
    if (candidates.isEmpty()) {
      return new float[0][];
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray text =
          embeddings.text(
              scope, classifier, candidates.stream().map(TextCandidate::caption).toList());
      NDArray pictures = image == null ? null : rows(scope, candidates);
      return split(Gradients.without(() -> classifier.fuse(pictures, text)));
    }
  }

  private NDArray rows(NDManager scope, List<TextCandidate> candidates) {
    int width = (int) image.getShape().get(1);
    float[] all = image.toFloatArray();
    float[] picked = new float[candidates.size() * width];
    for (int i = 0; i < candidates.size(); i++) {
      System.arraycopy(all, candidates.get(i).row() * width, picked, i * width, width);
    }
    return scope.create(picked, new Shape(candidates.size(), width));
  }

  static float[][] split(NDArray logits) {
    float[] flat = logits.toFloatArray();
    float[][] rows = new float[flat.length / 2][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {flat[2 * i], flat[2 * i + 1]};
    }
    return rows;
  }
}
