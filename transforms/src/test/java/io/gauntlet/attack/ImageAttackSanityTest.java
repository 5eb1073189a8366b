package io.gauntlet.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Floats;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What any honest evaluation of a network shows (Carlini et al. 2019, section 5). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageAttackSanityTest {
  private static final int STUDIES = 16;
  private static final int SIDE = 8;
  private static final List<String> EPSILONS =
      List.of("0.002", "0.005", "0.01", "0.02", "0.04", "0.08", "0.3");

  private final NDManager manager = NDManager.newBaseManager();
  private ImageClassifier victim;
  private NDArray pixels;
  private NDArray labels;

  @BeforeAll
  void train() {
    victim = TrainedImages.victim(manager, SIDE);
    SplittableRandom random = new SplittableRandom(23);
    List<float[]> images = new ArrayList<>();
    long[] truth = new long[STUDIES];
    for (int study = 0; study < STUDIES; study++) {
      truth[study] = study % 2;
      images.add(TrainedImages.image(random, study % 2, SIDE));
    }
    pixels =
        manager.create(
            Floats.concat(images.toArray(float[][]::new)), new Shape(STUDIES, 2, SIDE, SIDE));
    labels = manager.create(truth);
  }

  @AfterAll
  void free() {
    manager.close();
  }

  @Test
  void theVictimHasLearntSomething() {
    assertTrue(fooled("uniform-noise:epsilon=0") <= STUDIES / 4);
  }

  @Test
  void successRisesWithEpsilonAndIsTotalInTheEnd() {
    for (String attack :
        List.of("pgd:steps=10", "apgd:steps=50:restarts=1", "square:queries=200")) {
      int before = 0;
      for (String epsilon : EPSILONS) {
        int now = fooled(attack + ":epsilon=" + epsilon);
        assertTrue(now >= before, attack + " at " + epsilon + ": " + now + " after " + before);
        before = now;
      }
      assertEquals(STUDIES, before, attack);
    }
  }

  @Test
  void manyStepsBeatOneAndDoubledStepsChangeLittle() {
    for (String epsilon : EPSILONS) {
      int one = fooled("fgsm:epsilon=" + epsilon);
      int ten = fooled("pgd:steps=10:epsilon=" + epsilon);
      int twenty = fooled("pgd:steps=20:epsilon=" + epsilon);
      assertTrue(ten >= one, epsilon + ": " + ten + " after " + one);
      assertTrue(Math.abs(ten - twenty) <= 1, epsilon + ": " + ten + " and " + twenty);
    }
  }

  @Test
  void noBlackBoxBeatsTheWhiteBoxAndNothingBeatsAuto() {
    String epsilon = ":epsilon=0.01";
    int auto = fooled("auto:square-queries=100" + epsilon);
    int white = fooled("apgd:steps=50:restarts=2" + epsilon);
    assertTrue(auto >= white, auto + " and " + white);
    assertTrue(white >= fooled("square:queries=200" + epsilon));
    assertTrue(white > fooled("uniform-noise" + epsilon));
    for (String attack : List.of("fgsm", "bim", "pgd", "mi-fgsm", "di-fgsm", "fab:steps=30")) {
      assertTrue(auto >= fooled(attack + epsilon), attack);
    }
  }

  /** The distance that each attack needs: the best of them is not far from the others. */
  @Test
  void theAttacksAgreeOnHowFarTheBoundaryIs() {
    double deepFool = distance("deepfool");
    double carlini = distance("cw:steps=100");
    double walk = distance("hop-skip-jump:queries=700:probes=30");
    double minimum = distance("fmn:norm=l2:steps=100");
    assertTrue(minimum <= deepFool * 1.05, minimum + " and " + deepFool);
    assertTrue(minimum >= carlini * 0.9, minimum + " and " + carlini);
    assertTrue(carlini <= deepFool * 1.05, carlini + " and " + deepFool);
    assertTrue(walk >= carlini * 0.95 && walk <= carlini * 2, walk + " and " + carlini);
  }

  private NDArray attack(NDManager scope, String attack) {
    AttackPart part = AttackSpec.parse(attack).single().orElseThrow();
    NDArray copy = pixels.duplicate();
    copy.attach(scope);
    long[] seeds = new SplittableRandom(1).longs(STUDIES).toArray();
    return AttackCatalogue.load().image(part).attack(victim, ImageBatch.of(copy, labels, seeds));
  }

  private int fooled(String attack) {
    try (NDManager scope = manager.newSubManager()) {
      return fooled(attack(scope, attack));
    }
  }

  private int fooled(NDArray attacked) {
    int fooled = 0;
    for (float lead : Loss.MARGIN.of(victim.logits(attacked), labels).toFloatArray()) {
      fooled += lead > 0 ? 1 : 0;
    }
    return fooled;
  }

  private double distance(String attack) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray attacked = attack(scope, attack);
      assertEquals(STUDIES, fooled(attacked), attack);
      NDArray change = attacked.sub(pixels).reshape(STUDIES, -1);
      return change.square().sum(new int[] {1}).sqrt().mean().getFloat();
    }
  }
}
