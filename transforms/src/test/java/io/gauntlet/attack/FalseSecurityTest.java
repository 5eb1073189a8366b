package io.gauntlet.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.image.LinearVictim;
import io.gauntlet.attack.image.MaskedVictim;
import io.gauntlet.attack.image.MaskedVictim.Mask;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.victim.CountingVictim;
import io.gauntlet.attack.victim.VictimCounts;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What attacks report of defences that only hide the gradient must tell them from robustness. */
class FalseSecurityTest {
  private static final int STUDIES = 24;
  private static final int SIDE = 10;
  private static final int VALUES = 2 * SIDE * SIDE;
  private static final String PGD = "pgd:epsilon=0.08:steps=10";
  private static final String SQUARE = "square:epsilon=0.08:queries=600";
  private static final String NOISE = "uniform-noise:epsilon=0.08";

  private NDManager manager;
  private ImageClassifier open;
  private NDArray pixels;
  private NDArray labels;

  @BeforeEach
  void makeVictim() {
    manager = NDManager.newBaseManager();
    SplittableRandom random = new SplittableRandom(9);
    float[] weights = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      weights[i] = (float) random.nextGaussian() / 3;
    }
    open = new LinearVictim(manager.create(weights, new Shape(VALUES, 1)), 0);
    float[] values = new float[STUDIES * VALUES];
    long[] truth = new long[STUDIES];
    for (int row = 0; row < STUDIES; row++) {
      truth[row] = row % 2;
      // A scene that the victim tells with a margin of about 2, and some noise of its own.
      double sign = truth[row] == 1 ? 1 : -1;
      for (int i = 0; i < VALUES; i++) {
        double scene = 0.5 + sign * 0.09 * weights[i] + 0.02 * random.nextGaussian();
        values[row * VALUES + i] = (float) Math.min(1, Math.max(0, scene));
      }
    }
    pixels = manager.create(values, new Shape(STUDIES, 2, SIDE, SIDE));
    labels = manager.create(truth);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void anOpenVictimGivesSoundGradientsAndNoSign() {
    Result pgd = run(open, PGD);
    assertEquals(STUDIES, pgd.fooled);
    assertEquals(10 * STUDIES, pgd.gradients);
    assertEquals(0, pgd.zero);
    assertEquals(0, pgd.nonFinite);
    assertTrue(run(open, NOISE).fooled < pgd.fooled / 2);
    assertTrue(run(open, SQUARE).fooled <= pgd.fooled);
  }

  @Test
  void aQuantisedVictimHasZeroGradientsOnlyNoiseGetsThroughAndSquareBreaksIt() {
    MaskedVictim victim = new MaskedVictim(open, Mask.QUANTISED);
    Result pgd = run(victim, PGD);
    assertEquals(pgd.gradients, pgd.zero);
    assertTrue(pgd.gradients > 0);
    // Its start is the only point it ever sees.
    assertTrue(pgd.fooled <= run(victim, NOISE).fooled + 2);
    assertTrue(run(victim, SQUARE).fooled > STUDIES / 2);
    assertTrue(run(victim, SQUARE).fooled > pgd.fooled);
  }

  @Test
  void aSaturatedVictimLooksRobustToCrossEntropyButNotToTheMargin() {
    MaskedVictim victim = new MaskedVictim(open, Mask.SATURATED);
    Result pgd = run(victim, PGD);
    assertEquals(pgd.gradients, pgd.zero);
    assertEquals(0, pgd.fooled);
    Result blind = run(victim, "apgd:epsilon=0.08:steps=50:restarts=1:loss=cross-entropy");
    assertEquals(blind.gradients, blind.zero);
    assertEquals(0, blind.fooled);
    Result seeing = run(victim, "apgd:epsilon=0.08:steps=50:restarts=1:loss=margin");
    assertEquals(0, seeing.zero);
    assertEquals(STUDIES, seeing.fooled);
  }

  @Test
  void belowSaturationBothLossesAgree() {
    for (String epsilon : new String[] {"0.01", "0.02", "0.03", "0.04", "0.08"}) {
      String attack = "apgd:epsilon=" + epsilon + ":steps=50:restarts=1:until=end:loss=";
      NDArray margin = run(open, attack + "margin").images;
      NDArray entropy = run(open, attack + "cross-entropy").images;
      assertTrue(margin.allClose(entropy, 1e-5, 1e-5, false), epsilon);
    }
  }

  @Test
  void againstARandomGradientMoreStepsDoNotHelpAndSquareIsStronger() {
    MaskedVictim victim = new MaskedVictim(open, Mask.RANDOM);
    int few = run(victim, PGD).fooled;
    int many = run(victim, "pgd:epsilon=0.08:steps=40").fooled;
    int square = run(victim, SQUARE).fooled;
    assertTrue(many < square && few < square, few + " and " + many + " of " + square);
  }

  @Test
  void gradientsThatAreNotFiniteAreCountedAndNeverReachTheImage() {
    MaskedVictim victim = new MaskedVictim(open, Mask.NOT_FINITE);
    for (String attack :
        new String[] {
          PGD,
          "pgd:epsilon=1:norm=l2",
          "mi-fgsm:epsilon=0.08",
          "apgd:epsilon=0.08:steps=20",
          "fab:steps=10",
          "deepfool:steps=10",
          "cw:steps=20:rounds=3",
          "di-fgsm:epsilon=0.08"
        }) {
      Result result = run(victim, attack);
      assertEquals(result.gradients, result.nonFinite, attack);
      assertFalse(result.images.isNaN().any().getBoolean(), attack);
      assertTrue(result.images.min().getFloat() >= 0, attack);
      assertTrue(result.images.max().getFloat() <= 1, attack);
    }
  }

  @Test
  void autoIsNotDeceived() {
    for (Mask mask : new Mask[] {Mask.QUANTISED, Mask.SATURATED, Mask.RANDOM}) {
      Result auto = run(new MaskedVictim(open, mask), "auto:epsilon=0.08:square-queries=600");
      assertTrue(auto.fooled > STUDIES / 2, mask + ": " + auto.fooled);
    }
  }

  private static final class Result {
    private NDArray images;
    private int fooled;
    private int gradients;
    private int zero;
    private int nonFinite;
  }

  private Result run(ImageClassifier victim, String attack) {
    CountingVictim counting = new CountingVictim(victim, STUDIES);
    AttackPart part = AttackSpec.parse(attack).single().orElseThrow();
    long[] seeds = new SplittableRandom(4).longs(STUDIES).toArray();
    Result result = new Result();
    result.images =
        AttackCatalogue.load().image(part).attack(counting, ImageBatch.of(pixels, labels, seeds));
    float[] leads = Loss.MARGIN.of(victim.logits(result.images), labels).toFloatArray();
    VictimCounts counts = counting.counts();
    for (int row = 0; row < STUDIES; row++) {
      result.fooled += leads[row] > 0 ? 1 : 0;
      result.gradients += counts.gradients().get(row);
      result.zero += counts.zeroGradients().get(row);
      result.nonFinite += counts.nonFiniteGradients().get(row);
    }
    return result;
  }
}
