package io.gauntlet.model.description;

import ai.djl.ndarray.NDArray;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.OneAgainstOthers;
import java.util.List;
import java.util.Map;

/**
 * One class of a victim of several that exclude each other, against all the others: their logit is
 * the logarithm of the sum of their exponentials, so that the probability of the class stays what
 * the victim gives it.
 *
 * @param victim lent
 * @param classNames of the studies, the class second
 * @param place of the class among the logits of the victim
 */
record OneClass(Victim victim, List<String> classNames, int place) implements Victim.Wrapper {

  @Override
  public NDArray fuse(Map<Modality, NDArray> embeddings) {
    OneAgainstOthers classes = new OneAgainstOthers(victim.fuse(embeddings), place);
    NDArray others = classes.others();
    NDArray best = others.max(new int[] {1}, true);
    NDArray rest = others.sub(best).exp().sum(new int[] {1}, true).log().add(best);
    return classes.after(rest);
  }

  /** Leaves the victim open, which is lent. */
  @Override
  public void close() {}
}
