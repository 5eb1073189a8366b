package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Until;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.attack.victim.OtherEmbeddings;
import io.gauntlet.attack.victim.SteadyVictim;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.training.Adversaries;
import io.gauntlet.model.training.Adversary;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/**
 * The attack {@code pgd} as a training asks for it: captions stay, and the randomness of a study is
 * drawn from the seed of its batch.
 *
 * @param pgd the attack
 * @param shown what of the victim it is shown
 */
record TrainingAdversary(Pgd pgd, BiFunction<ImageClassifier, NDArray, ImageClassifier> shown)
    implements Adversary {
  private static final int EXAMINING_STEPS = 20;

  /** Length of all steps of fast adversarial training, in epsilons (Wong et al. 2020). */
  private static final double FAST_TRAVEL = 1.25;

  private static final double TRAVEL = 2.5;

  /** The attacks of a defence; what examines takes 20 steps. */
  static Adversaries of(Defence defence) {
    Ball ball = new Ball(Norm.LINF, defence.epsilon());
    double travel = defence.kind() == Defence.Kind.FAST ? FAST_TRAVEL : TRAVEL;
    return new Adversaries(
        new TrainingAdversary(
            pgd(ball, defence.steps(), travel),
            defence.kind() == Defence.Kind.TRADES ? SteadyVictim::at : TrainingAdversary::asItIs),
        new TrainingAdversary(pgd(ball, EXAMINING_STEPS, TRAVEL), TrainingAdversary::asItIs));
  }

  private static Pgd pgd(Ball ball, int steps, double travel) {
    return new Pgd(ball, steps, travel, 1, Until.END);
  }

  private static ImageClassifier asItIs(ImageClassifier victim, NDArray clean) {
    return victim;
  }

  @Override
  public StudyInputs attack(
      NDManager owner, Victim victim, StudyInputs studies, int[] labels, long seed) {
    try (NDManager scope = owner.newSubManager()) {
      ImageSize size = victim.branch(ImageBranch.class).orElseThrow().size();
      NDArray clean = studies.pixels(scope, size).duplicate();
      clean.attach(scope);
      ImageClassifier images =
          FixedCaptionVictim.of(victim, OtherEmbeddings.of(victim, Modality.IMAGE, scope, studies));
      ImageBatch batch =
          new ImageBatch(
              clean,
              size.views(),
              scope.create(LongStream.range(0, labels.length).map(i -> labels[(int) i]).toArray()),
              seeds(seed, labels.length),
              CleanAnswer.unknown());
      NDArray attacked = Gradients.without(() -> pgd.attack(shown.apply(images, clean), batch));
      attacked.attach(owner);
      return studies.withPixels(attacked);
    }
  }

  private static ImmutableLongArray seeds(long seed, int studies) {
    SplittableRandom random = new SplittableRandom(seed);
    return ImmutableLongArray.copyOf(random.longs(studies).toArray());
  }
}
