package io.gauntlet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.HeldOut;
import io.gauntlet.model.train.Lesson;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.Trainer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adversarial training: each batch is attacked as the network is at that moment, at inference, and
 * learnt from.
 */
final class RobustLesson implements Lesson {
  private static final int EXAMINED = 64;

  private final NetworkVictim victim;
  private final ImageSize size;
  private final Recipe recipe;
  private final Adversaries adversaries;
  private final ExampleRows learnt;
  private final ExampleRows heldOut;

  /**
   * A lesson.
   *
   * @param victim sees images
   * @param examples which are learnt from, but for those that the victim is examined on
   */
  RobustLesson(NetworkVictim victim, Recipe recipe, Adversaries adversaries, ExampleRows examples) {
    this.victim = victim;
    this.size = victim.branch(ImageBranch.class).orElseThrow().size();
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
    StudyInputs studies = learnt.pick(rows);
    long seed = ExampleRows.seed(recipe.seed(), rows);
    NDArray clean = studies.pixels(scope, size);
    NDArray attacked = attack(adversaries.training(), studies, clean, learnt.labels(rows), seed);
    return () -> {
      NDArray underAttack = logits(scope, studies, attacked, seed);
      return recipe.defence().kind() == Defence.Kind.TRADES
          ? trades(scope, logits(scope, studies, clean, seed), underAttack)
          : new Answer(underAttack, Optional.empty());
    };
  }

  private NDArray logits(NDManager scope, StudyInputs studies, NDArray pixels, long seed) {
    return victim.trainingLogits(scope, new Shown(studies, pixels), seed);
  }

  /** The divergence of the answer under attack from the clean one, by class. */
  private Answer trades(NDManager scope, NDArray clean, NDArray underAttack) {
    NDArray expected = clean.logSoftmax(1);
    NDArray divergence = expected.exp().mul(expected.sub(underAttack.logSoftmax(1)));
    NDArray beta = Gradients.constant(scope, recipe.defence().beta());
    return new Answer(clean, Optional.of(divergence.mul(beta)));
  }

  private NDArray attack(
      Adversary adversary, StudyInputs studies, NDArray clean, int[] labels, long seed) {
    return victim
        .weights()
        .withoutGradients(() -> adversary.attack(victim, studies, clean, labels, seed));
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
        StudyInputs studies = heldOut.pick(rows);
        int[] labels = heldOut.labels(rows);
        NDArray pixels = studies.pixels(scope, size);
        boolean[] right = right(scope, studies, pixels, labels);
        NDArray attacked = attack(adversaries.examining(), studies, pixels, labels, recipe.seed());
        boolean[] rightUnderAttack = right(scope, studies, attacked, labels);
        for (int i = 0; i < rows.length; i++) {
          clean += right[i] ? 1 : 0;
          robust += right[i] && rightUnderAttack[i] ? 1 : 0;
        }
      }
    }
    double studies = heldOut.size();
    return Optional.of(new HeldOut(heldOut.size(), clean / studies, robust / studies));
  }

  private boolean[] right(NDManager scope, StudyInputs studies, NDArray pixels, int[] labels) {
    long[] said =
        Gradients.without(() -> victim.logits(scope, new Shown(studies, pixels)))
            .argMax(1)
            .toLongArray();
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = said[i] == labels[i];
    }
    return right;
  }

  /** Studies whose images are others. */
  private record Shown(StudyInputs studies, NDArray images) implements StudyInputs {
    @Override
    public NDArray pixels(NDManager scope, ImageSize size) {
      return images;
    }

    @Override
    public List<String> captions() {
      return studies.captions();
    }
  }
}
