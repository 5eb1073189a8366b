package io.gauntlet.plan.run;

import io.gauntlet.attack.GapFiller;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.WordGradients;
import io.gauntlet.attack.WordSpace;
import io.gauntlet.model.text.WordTable;
import java.util.List;
import java.util.Optional;

/**
 * A victim of an attack on captions, whose answers are told.
 *
 * @param victim whose answers are given on
 * @param taker of the answers, about whichever study
 */
record WatchedCaptions(TextClassifier victim, Taker taker) implements TextClassifier {

  /** Takes an answer. */
  @FunctionalInterface
  interface Taker {
    /** Takes one. */
    void take(Look.Kind kind, Logits logits, TextCandidate candidate);
  }

  @Override
  public List<Logits> logits(List<TextCandidate> candidates) {
    List<Logits> answers = victim.logits(candidates);
    for (int i = 0; i < answers.size(); i++) {
      taker.take(Look.Kind.LOGITS, answers.get(i), candidates.get(i));
    }
    return answers;
  }

  @Override
  public Optional<WordSpace> wordSpace() {
    return victim.wordSpace().map(Watched::new);
  }

  @Override
  public Optional<GapFiller> gapFiller() {
    return victim.gapFiller();
  }

  private final class Watched implements WordSpace {
    private final WordSpace space;

    Watched(WordSpace space) {
      this.space = space;
    }

    @Override
    public WordTable words() {
      return space.words();
    }

    @Override
    public List<WordGradients> gradients(List<TextCandidate> candidates, List<Integer> labels) {
      List<WordGradients> answers = space.gradients(candidates, labels);
      for (int i = 0; i < answers.size(); i++) {
        taker.take(Look.Kind.GRADIENT, answers.get(i).logits(), candidates.get(i));
      }
      return answers;
    }
  }
}
