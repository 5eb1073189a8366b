package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.image.DifferentiatedVictim;
import io.gauntlet.attack.image.LinearVictim;
import io.gauntlet.attack.image.MaskedVictim;
import io.gauntlet.attack.image.MaskedVictim.Mask;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.victim.CountingVictim;
import io.gauntlet.attack.victim.VictimCounts;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.tally.Outcomes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each sign is in the scorecard of a victim that was built to show it, and in no sound one's. */
class BuiltVictimsTest {
  private static final int STUDIES = 100;
  private static final int SIDE = 8;
  private static final int VALUES = 2 * SIDE * SIDE;
  private static final List<String> ATTACKS =
      List.of(
          "fgsm:epsilon=0.08",
          "fgsm:epsilon=0.25",
          "pgd:epsilon=0.08:steps=5",
          "pgd:epsilon=0.08:steps=20",
          "square:epsilon=0.08:queries=300",
          "uniform-noise:epsilon=0.08");

  private NDManager manager;
  private float[] weights;
  private ImageClassifier linear;

  @BeforeEach
  void makeVictim() {
    manager = NDManager.newBaseManager();
    SplittableRandom random = new SplittableRandom(9);
    weights = new float[VALUES];
    float sum = 0;
    for (int i = 0; i < VALUES; i++) {
      weights[i] = (float) random.nextGaussian() / 3;
      sum += weights[i];
    }
    // Grey alone lies on its boundary.
    linear = new LinearVictim(manager.create(weights, new Shape(VALUES, 1)), -sum / 2);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void aSoundVictimShowsNone() {
    assertEquals(Set.of(), signs(linear, 2));
  }

  @Test
  void aQuantisedVictimShowsItsZeroGradientsAndThatTheyLeadNowhere() {
    assertEquals(
        EnumSet.of(
            Sign.ZERO_GRADIENTS, Sign.BLACK_BOX_BEATS_WHITE_BOX, Sign.MORE_STEPS_DO_NOT_HELP),
        signs(new MaskedVictim(linear, Mask.QUANTISED), 2));
  }

  @Test
  void whereNoiseBreaksAsMuchAsAQuantisedVictimsGradientsTheyAreNoMoreThanNoise() {
    assertTrue(signs(new MaskedVictim(linear, Mask.QUANTISED), 0.2).contains(Sign.NOISE_AS_STRONG));
  }

  @Test
  void moreStepsAlongRandomGradientsDoNotHelp() {
    assertEquals(
        EnumSet.of(Sign.BLACK_BOX_BEATS_WHITE_BOX, Sign.MORE_STEPS_DO_NOT_HELP),
        signs(new MaskedVictim(linear, Mask.RANDOM), 2));
  }

  @Test
  void gradientsThatAreNotFiniteAreSeen() {
    assertTrue(
        signs(new MaskedVictim(linear, Mask.NOT_FINITE), 2).contains(Sign.NON_FINITE_GRADIENTS));
  }

  @Test
  void oneStepThatGoesTooFarBreaksLess() {
    assertEquals(EnumSet.of(Sign.STEP_OVERSHOOTS), signs(new Folded(linear), 2));
  }

  /**
   * The signs on the scorecard of a victim.
   *
   * @param margin by which the clean images are told apart
   */
  private Set<Sign> signs(ImageClassifier victim, double margin) {
    SplittableRandom random = new SplittableRandom(4);
    double squares = 0;
    for (float weight : weights) {
      squares += weight * weight;
    }
    float[] values = new float[STUDIES * VALUES];
    long[] truth = new long[STUDIES];
    for (int row = 0; row < STUDIES; row++) {
      truth[row] = row % 2;
      double sign = truth[row] == 1 ? 1 : -1;
      for (int i = 0; i < VALUES; i++) {
        values[row * VALUES + i] = (float) (0.5 + sign * margin / squares * weights[i]);
      }
    }
    NDArray pixels = manager.create(values, new Shape(STUDIES, 2, SIDE, SIDE));
    NDArray labels = manager.create(truth);
    List<Outcome> outcomes = new ArrayList<>();
    for (String attack : ATTACKS) {
      CountingVictim counting = new CountingVictim(victim, STUDIES);
      NDArray attacked =
          AttackCatalogue.load()
              .image(AttackSpec.parse(attack).single().orElseThrow())
              .attack(counting, ImageBatch.of(pixels, labels, random.longs(STUDIES).toArray()));
      float[] before = victim.logits(pixels).toFloatArray();
      float[] after = victim.logits(attacked).toFloatArray();
      VictimCounts counts = counting.counts();
      for (int row = 0; row < STUDIES; row++) {
        outcomes.add(
            Outcomes.of(
                    "study-" + row,
                    "built",
                    attack,
                    truth[row] == 1,
                    before[2 * row + 1] - before[2 * row],
                    after[2 * row + 1] - after[2 * row])
                .setGradients(counts.gradients().get(row))
                .setZeroGradients(counts.zeroGradients().get(row))
                .setNonFiniteGradients(counts.nonFiniteGradients().get(row))
                .build());
      }
    }
    return Outcomes.scorecard(outcomes).warnings().stream()
        .map(FalseSecurityWarning::sign)
        .collect(Collectors.toSet());
  }

  /** The score {@code s} of another victim becomes {@code s (16 - s s)}: wrong again beyond 4. */
  private record Folded(ImageClassifier victim) implements DifferentiatedVictim {
    @Override
    public NDArray logits(NDArray pixels) {
      NDArray score = victim.logits(pixels).get(":, 1");
      NDArray sixteen = Gradients.constant(pixels.getManager(), 16);
      NDArray folded = score.mul(sixteen.sub(score.square()));
      return NDArrays.stack(new NDList(folded.zerosLike(), folded), 1);
    }
  }
}
