package io.gauntlet.transforms.replay;

import com.google.common.collect.ImmutableList;
import io.gauntlet.schema.Outcome;
import java.util.List;
import java.util.Objects;

/**
 * How far an outcome that was made again is the one that a run wrote.
 *
 * @param differing the fields that differ, by their names in the schema; none where it is the same
 *     bit for bit
 * @param logits largest difference of a logit, at least 0
 */
public record Agreement(ImmutableList<String> differing, double logits) {
  /** What an attack computes; all else is told of the study and the attack. */
  private static final ImmutableList<String> COMPUTED =
      ImmutableList.of(
          "status",
          "reason",
          "cleanLogits",
          "adversarialLogits",
          "linf",
          "l2",
          "wordsChanged",
          "words",
          "queries",
          "adversarialCaption",
          "worstAttack",
          "gradients",
          "zeroGradients",
          "nonFiniteGradients",
          "adversarialImage",
          "keptLogits");

  /** Compares what an attack computed. */
  static Agreement of(Outcome recorded, Outcome again) {
    return new Agreement(
        COMPUTED.stream()
            .filter(field -> !Objects.equals(recorded.get(field), again.get(field)))
            .collect(ImmutableList.toImmutableList()),
        Math.max(
            largest(recorded.getCleanLogits(), again.getCleanLogits()),
            largest(recorded.getAdversarialLogits(), again.getAdversarialLogits())));
  }

  private static double largest(List<Float> recorded, List<Float> again) {
    double largest = 0;
    for (int i = 0; i < recorded.size(); i++) {
      largest = Math.max(largest, Math.abs((double) recorded.get(i) - again.get(i)));
    }
    return largest;
  }

  /** Whether it is the same bit for bit. */
  public boolean isSame() {
    return differing.isEmpty();
  }
}
