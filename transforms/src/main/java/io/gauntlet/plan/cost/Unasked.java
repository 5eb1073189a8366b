package io.gauntlet.plan.cost;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.spec.AttackPart;
import java.util.List;

/**
 * The victim of an attack that says it knows nothing of its victims, whose changes therefore serve
 * all of them: it does not answer.
 *
 * @param attack the attack
 */
public record Unasked(AttackPart attack) implements ImageClassifier, TextClassifier {

  @Override
  public NDArray logits(NDArray pixels) {
    throw asked();
  }

  @Override
  public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    throw asked();
  }

  @Override
  public ImageClassifier rows(int[] rows) {
    return this;
  }

  @Override
  public List<Logits> logits(List<TextCandidate> candidates) {
    throw asked();
  }

  private IllegalStateException asked() {
    return new IllegalStateException(
        attack + " says that it knows NOTHING of its victim, and asks it; say SCORES");
  }
}
