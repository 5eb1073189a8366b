package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.Modality;
import io.gauntlet.model.nn.Head;
import io.gauntlet.model.nn.Weights;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How the embeddings of branches become logits; the order is that of {@link Modality}. */
@FunctionalInterface
interface Fuser {

  /** The embeddings are logits, and are added up. */
  Fuser SUM = embeddings -> embeddings.stream().reduce(NDArray::add).orElseThrow();

  /**
   * Turns embeddings into logits.
   *
   * @return {@code [batch, classes]}
   */
  NDArray logits(Collection<NDArray> embeddings);

  /** The embeddings are concatenated, and a linear layer turns them into logits. */
  static Fuser head(Weights weights) {
    Shape shape = weights.get("head.weight").getShape();
    Head head = new Head((int) shape.get(1), (int) shape.get(0));
    return embeddings ->
        head.forward(
            weights,
            embeddings.size() == 1
                ? embeddings.iterator().next()
                : NDArrays.concat(new NDList(embeddings), 1));
  }

  default NDArray logits(Map<Modality, NDArray> embeddings) {
    return logits(new TreeMap<>(embeddings).values());
  }
}
