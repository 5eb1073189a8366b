package io.gauntlet.attack;

import java.util.List;
import java.util.Optional;

/**
 * What is left of a victim when the images are fixed: a function of the words alone, and what it
 * shows of its inside. Most victims are black boxes, and a lambda will do.
 */
@FunctionalInterface
public interface TextClassifier {

  /**
   * Scores captions; candidates of different studies may be mixed in any order.
   *
   * @return the logits of each candidate, in the order given
   */
  List<Logits> logits(List<TextCandidate> candidates);

  /** Its words, their vectors and gradients; empty for a black box. */
  default Optional<WordSpace> wordSpace() {
    return Optional.empty();
  }

  /** Its masked-language-model head; empty where it has none. */
  default Optional<GapFiller> gapFiller() {
    return Optional.empty();
  }
}
