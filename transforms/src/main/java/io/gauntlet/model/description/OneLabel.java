package io.gauntlet.model.description;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.Victim;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One label of a victim that answers for several, each apart from the others: its logit {@code z}
 * is that of the label being there, and with 0 for its absence it makes the logits of two classes.
 *
 * @param victim lent
 * @param classNames of the studies, the label second
 * @param label its place among the outputs of the victim
 */
record OneLabel(Victim victim, List<String> classNames, int label) implements Victim {

  @Override
  public Map<Modality, Branch> branches() {
    return victim.branches();
  }

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    NDArray logit = victim.fuse(embeddings).get(":, " + label + ":" + (label + 1));
    return NDArrays.concat(new NDList(logit.zerosLike(), logit), 1);
  }

  @Override
  public int studiesAtOnce() {
    return victim.studiesAtOnce();
  }

  @Override
  public void requireSteady() {
    victim.requireSteady();
  }

  @Override
  public long takeBill() {
    return victim.takeBill();
  }

  @Override
  public Set<Capability> capabilities() {
    return victim.capabilities();
  }

  /** Leaves the victim open, which is lent. */
  @Override
  public void close() {}
}
