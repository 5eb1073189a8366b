package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Until;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.EpochSummary;
import io.gauntlet.model.train.HeldOut;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.Adversaries;
import io.gauntlet.model.training.Adversary;
import io.gauntlet.model.training.VictimTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Victims that are trained to hold. */
class RobustTrainingTest {
  private static final int SIDE = 8;
  private static final int STUDIES = 100;
  private static final double EPSILON = 0.06;
  private static final PixelInput INPUT = PixelInput.ofBoth(SIDE, SIDE, 0.5, 0.25);

  /**
   * A faint pattern tells the classes apart in every study, and a square that is brighter by more
   * than the attacker may change does in most: a plain network learns both, one that holds the
   * square alone.
   */
  @Test
  void whatIsTrainedAgainstAnAttackHoldsUnderIt() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<TrainingExample> unseen = examples(2);
      double plain = underAttack(manager, trained(manager, Defence.NONE), unseen);
      double defended = underAttack(manager, trained(manager, against("pgd", 4)), unseen);
      assertTrue(plain < 0.35, "plain " + plain);
      assertTrue(defended > 0.7, "defended " + defended);
    }
  }

  @Test
  @Tag("long")
  void soDoTheOtherDefences() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Defence defence : List.of(against("trades", 4).withBeta(2), against("fast", 1))) {
        double defended = underAttack(manager, trained(manager, defence), examples(2));
        assertTrue(defended > 0.7, defence + " " + defended);
      }
    }
  }

  private static Defence against(String name, int steps) {
    return Defence.named(name).withEpsilon(EPSILON).withSteps(steps);
  }

  @Test
  void anEarlyFusionIsDefendedWithItsCaptions() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<EpochSummary> curve = new ArrayList<>();
      List<TrainingExample> examples = examples(1);
      Vocabulary vocabulary =
          Vocabulary.of(examples.stream().map(TrainingExample::caption).toList(), 1, 100);
      Defence defence = against("pgd", 2);
      VictimTraining training =
          new VictimTraining(manager, "victim", examples, curve::add)
              .against(ImageAttacks.adversaries(defence));
      Recipe recipe = Recipe.of(2, 16, 3e-3, 2, 0.5, 5);
      try (NetworkVictim image = training.image(ImageNetwork.named("tiny"), INPUT, recipe);
          NetworkVictim text =
              training.text(
                  BertEncoder.tiny(vocabulary.size()),
                  new Tokenizer(vocabulary.tokenizerJson(), 32),
                  recipe)) {
        assertTrue(curve.stream().allMatch(epoch -> epoch.heldOut() == null));
        training.earlyFusion(image, text, recipe.withDefence(defence)).close();
      }
      HeldOut heldOut = curve.get(curve.size() - 1).heldOut();
      assertEquals(STUDIES / 10, heldOut.studies());
      assertTrue(heldOut.robust() <= heldOut.clean());
    }
  }

  /** An attack that changes nothing, however many gradients it takes, changes no weight. */
  @Test
  void anAttackLeavesNoGradientBehind() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<TrainingExample> all = examples(1);
      List<TrainingExample> learnt =
          IntStream.range(0, all.size()).filter(row -> row % 10 != 9).mapToObj(all::get).toList();
      Recipe recipe = Recipe.of(2, 16, 3e-3, 2, 0.5, 5).withBatch(16, 2);
      Adversary idle =
          (scope, victim, studies, labels, seed) -> {
            NDArray pixels =
                studies.pixels(scope, victim.branch(ImageBranch.class).orElseThrow().size());
            NDArray truth = scope.create(IntStream.of(labels).mapToLong(label -> label).toArray());
            ImageClassifier images = FixedCaptionVictim.of(victim, Map.of());
            images.gradient(pixels, truth, Loss.CROSS_ENTROPY);
            return studies.withPixels(pixels.duplicate());
          };
      try (NetworkVictim plain =
              new VictimTraining(manager, "victim", learnt, epoch -> {})
                  .image(ImageNetwork.named("tiny"), INPUT, recipe);
          NetworkVictim attacked =
              new VictimTraining(manager, "victim", all, epoch -> {})
                  .against(new Adversaries(idle, idle))
                  .image(
                      ImageNetwork.named("tiny"),
                      INPUT,
                      recipe.withDefence(Defence.named("pgd")))) {
        plain
            .weights()
            .tensors()
            .forEach(
                (name, tensor) ->
                    assertArrayEquals(
                        tensor.toFloatArray(), attacked.weights().get(name).toFloatArray(), name));
      }
    }
  }

  @Test
  void theSameSeedTrainsTheSameDefence() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Defence defence = against("trades", 1);
      try (NetworkVictim first = trained(manager, defence);
          NetworkVictim again = trained(manager, defence)) {
        assertArrayEquals(
            first.weights().get("head.weight").toFloatArray(),
            again.weights().get("head.weight").toFloatArray());
      }
    }
  }

  private static NetworkVictim trained(NDManager manager, Defence defence) {
    VictimTraining training = new VictimTraining(manager, "victim", examples(1), epoch -> {});
    return (defence.isActive() ? training.against(ImageAttacks.adversaries(defence)) : training)
        .image(
            ImageNetwork.named("tiny"),
            INPUT,
            Recipe.of(6, 12, 3e-3, 3, 0.5, 5).withDefence(defence));
  }

  /** Share of studies that a victim is right on under an attack that it never met. */
  private static double underAttack(
      NDManager manager, NetworkVictim victim, List<TrainingExample> studies) {
    try (victim;
        NDManager scope = manager.newSubManager()) {
      float[] values = new float[STUDIES * 2 * SIDE * SIDE];
      for (int i = 0; i < STUDIES; i++) {
        System.arraycopy(studies.get(i).pixels(), 0, values, i * 2 * SIDE * SIDE, 2 * SIDE * SIDE);
      }
      NDArray pixels = scope.create(values, INPUT.size().batch(STUDIES));
      int[] labels = studies.stream().mapToInt(TrainingExample::label).toArray();
      Adversary attack =
          new TrainingAdversary(
              new Pgd(new Ball(Norm.LINF, EPSILON), 40, 2.5, 1, Until.END),
              (whole, clean) -> whole);
      NDArray attacked =
          attack
              .attack(scope, victim, StudyInputs.ofImages(pixels), labels, 7)
              .pixels(scope, INPUT.size());
      assertFalse(attacked.sub(pixels).abs().max().getFloat() > EPSILON + 1e-6);
      long[] said = victim.logits(scope, StudyInputs.ofImages(attacked)).argMax(1).toLongArray();
      return IntStream.range(0, STUDIES).filter(i -> said[i] == labels[i]).count()
          / (double) STUDIES;
    }
  }

  private static List<TrainingExample> examples(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      int label = i % 2;
      boolean square = random.nextInt(10) > 0;
      float[] pixels = new float[2 * SIDE * SIDE];
      for (int p = 0; p < pixels.length; p++) {
        int row = p / SIDE % SIDE;
        int column = p % SIDE;
        int faint = (row + column) % 2 == label ? 1 : -1;
        boolean inside = row >= 2 && row < 6 && column >= 2 && column < 6;
        double bright = inside && square ? 0.15 * (2 * label - 1) : 0;
        pixels[p] = (float) (0.5 + 0.02 * faint + bright + 0.01 * random.nextDouble());
      }
      examples.add(new TrainingExample(pixels, label == 1 ? "an opacity" : "normal", label));
    }
    return examples;
  }
}
