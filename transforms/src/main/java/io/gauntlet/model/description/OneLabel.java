package io.gauntlet.model.description;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Victim;
import java.util.List;
import java.util.Map;

/**
 * One label of a victim that answers for several, each apart from the others: its logit {@code z}
 * is that of the label being there, and with 0 for its absence it makes the logits of two classes.
 *
 * @param victim lent
 * @param classNames of the studies, the label second
 * @param label its place among the outputs of the victim
 */
record OneLabel(Victim victim, List<String> classNames, int label) implements Victim.Wrapper {

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    NDArray logit = victim.fuse(embeddings).get(":, " + label + ":" + (label + 1));
    return NDArrays.concat(new NDList(logit.zerosLike(), logit), 1);
  }

  /** Leaves the victim open, which is lent. */
  @Override
  public void close() {}
}
