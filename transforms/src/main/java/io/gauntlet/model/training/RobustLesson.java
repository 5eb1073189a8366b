package io.gauntlet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.HeldOut;
import io.gauntlet.model.train.Lesson;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.Trainer;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adversarial training: each batch is attacked, in its images, its captions or both, as the network
 * is at that moment, at inference, and learnt from.
 */
final class RobustLesson implements Lesson {
  private static final int EXAMINED = 64;

  private final NetworkVictim victim;
  private final Recipe recipe;
  private final Adversaries adversaries;
  private final ExampleRows learnt;
  private final ExampleRows heldOut;

  /**
   * A lesson.
   *
   * @param examples which are learnt from, but for those that the victim is examined on
   */
  RobustLesson(NetworkVictim victim, Recipe recipe, Adversaries adversaries, ExampleRows examples) {
    this.victim = victim;
    this.recipe = recipe;
    this.adversaries = adversaries;
    this.learnt = examples.learnt();
    this.heldOut = examples.heldOut();
  }

  /** Trains the victim. */
  void learn(Trainer trainer) {
    trainer.train(victim.weights(), victim.architecture().parameters(), learnt.labels(), this);
  }

  @Override
  public Batch prepare(NDManager scope, int[] rows) {
    StudyInputs clean = shown(scope, learnt.pick(rows));
    long seed = ExampleRows.seed(recipe.seed(), rows);
    StudyInputs attacked = attack(scope, adversaries.training(), clean, learnt.labels(rows), seed);
    return () -> {
      NDArray underAttack = victim.trainingLogits(scope, attacked, seed);
      return recipe.defence().kind() == Defence.Kind.TRADES
          ? trades(scope, victim.trainingLogits(scope, clean, seed), underAttack)
          : new Answer(underAttack, Optional.empty());
    };
  }

  /** Studies whose images, where the victim sees them, are made once. */
  private StudyInputs shown(NDManager scope, StudyInputs studies) {
    return victim
        .branch(ImageBranch.class)
        .map(images -> studies.withPixels(studies.pixels(scope, images.size())))
        .orElse(studies);
  }

  /** The divergence of the answer under attack from the clean one, by class. */
  private Answer trades(NDManager scope, NDArray clean, NDArray underAttack) {
    NDArray expected = clean.logSoftmax(1);
    NDArray divergence = expected.exp().mul(expected.sub(underAttack.logSoftmax(1)));
    NDArray beta = Gradients.constant(scope, recipe.defence().beta());
    return new Answer(clean, Optional.of(divergence.mul(beta)));
  }

  private StudyInputs attack(
      NDManager scope, Adversary adversary, StudyInputs clean, int[] labels, long seed) {
    return victim
        .weights()
        .withoutGradients(() -> adversary.attack(scope, victim, clean, labels, seed));
  }

  @Override
  public Optional<HeldOut> examine() {
    if (heldOut.size() == 0) {
      return Optional.empty();
    }
    long clean = 0;
    long robust = 0;
    for (int start = 0; start < heldOut.size(); start += EXAMINED) {
      int[] rows = IntStream.range(start, Math.min(start + EXAMINED, heldOut.size())).toArray();
      try (NDManager scope = victim.weights().manager().newSubManager()) {
        StudyInputs studies = shown(scope, heldOut.pick(rows));
        int[] labels = heldOut.labels(rows);
        boolean[] right = right(scope, studies, labels);
        StudyInputs attacked =
            attack(scope, adversaries.examining(), studies, labels, recipe.seed());
        boolean[] rightUnderAttack = right(scope, attacked, labels);
        for (int i = 0; i < rows.length; i++) {
          clean += right[i] ? 1 : 0;
          robust += right[i] && rightUnderAttack[i] ? 1 : 0;
        }
      }
    }
    double studies = heldOut.size();
    return Optional.of(new HeldOut(heldOut.size(), clean / studies, robust / studies));
  }

  private boolean[] right(NDManager scope, StudyInputs studies, int[] labels) {
    long[] said = Gradients.without(() -> victim.logits(scope, studies)).argMax(1).toLongArray();
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = said[i] == labels[i];
    }
    return right;
  }
}
