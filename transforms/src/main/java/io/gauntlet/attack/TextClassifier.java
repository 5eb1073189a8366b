package io.gauntlet.attack;

import java.util.List;

/** What is left of a victim when the pictures are fixed: a function of the words alone. */
@FunctionalInterface
public interface TextClassifier {

  /**
   * Scores captions; candidates of different studies may be mixed in any order.
   *
   * @return logits {@code [candidates][2]}, NORMAL then ABNORMAL, in the order given
   */
  float[][] logits(List<TextCandidate> candidates);
}
