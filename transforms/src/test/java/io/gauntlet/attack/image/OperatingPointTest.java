package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.victim.AimedVictim;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.Branch;
import io.gauntlet.model.Capability;
import io.gauntlet.model.ImageBranch;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.Victim;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On a victim whose lead is linear in the pixels, {@code lead = w . x + b}, the nearest wrong
 * decision is {@code |lead - log(t / (1 - t))| / |w|} away, and moves with the threshold {@code t}.
 */
class OperatingPointTest {
  private static final int SIDE = 4;
  private static final int VALUES = 2 * SIDE * SIDE;
  private static final float GREY = 0.5f;

  /** With grey pixels the lead is {@code 32 * 0.5 * 0.1 - 1 = 0.6}: ABNORMAL up to t = 0.6457. */
  private static final float WEIGHT = 0.1f;

  private static final float BIAS = -1;
  private static final double LEAD = VALUES * GREY * WEIGHT + BIAS;
  private static final double NORM = WEIGHT * Math.sqrt(VALUES);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.31", "0.6", "0.8"})
  void theNearestWrongDecisionMovesWithTheThreshold(double threshold) {
    double margin = LEAD - Math.log(threshold / (1 - threshold));
    NDArray attacked = attack("deepfool", threshold, margin > 0 ? 1 : 0);
    assertEquals(1.02 * Math.abs(margin) / NORM, distance(attacked), 2e-4);
    assertEquals(margin <= 0, new OperatingPoint(threshold).margin(lead(attacked)) > 0);
  }

  /** One step of epsilon moves the lead by {@code epsilon * |w|_1} at most. */
  @ParameterizedTest
  @CsvSource({"0.31, 0.43, false", "0.31, 0.44, true", "0.5, 0.18, false", "0.5, 0.19, true"})
  void theOneStepSucceedsWhereTheBoundaryIsNearEnough(
      double threshold, double epsilon, boolean succeeds) {
    NDArray attacked = attack("fgsm:epsilon=" + epsilon, threshold, 1);
    assertEquals(succeeds, new OperatingPoint(threshold).margin(lead(attacked)) <= 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hop-skip-jump:queries=2000", "square:epsilon=0.5", "cw", "fab", "apgd"})
  void everyAttackAimsAtTheDecisionThatIsTaken(String attack) {
    // At one half the study is ABNORMAL; at 0.7 it is NORMAL already, and no attack is needed.
    NDArray none = attack(attack, 0.7, 1);
    assertEquals(0, distance(none), 1e-6);
    NDArray attacked = attack(attack, 0.7, 0);
    if (!attack.equals("apgd")) {
      assertTrue(new OperatingPoint(0.7).margin(lead(attacked)) > 0, attack);
    }
    assertTrue(lead(attacked) > LEAD, attack);
  }

  @Test
  void theDefaultIsTheVictimItself() {
    Victim half = new Linear(OperatingPoint.HALF);
    assertTrue(AimedVictim.of(half) == half);
    List<Logits> logits = List.of(Logits.of(1, 2));
    assertTrue(AimedVictim.aimed(half, logits) == logits);
    assertEquals(
        List.of(Logits.of(1, 2 - (float) Math.log(0.31 / 0.69))),
        AimedVictim.aimed(new Linear(new OperatingPoint(0.31)), logits));
  }

  private NDArray attack(String text, double threshold, int label) {
    AttackPart part = AttackCatalogue.load().parse(text).parts().get(0);
    ImageClassifier victim =
        FixedCaptionVictim.of(AimedVictim.of(new Linear(new OperatingPoint(threshold))), Map.of());
    ImageAttack attack = AttackCatalogue.load().image(part);
    return attack.attack(
        victim, ImageBatch.of(grey(), manager.create(new long[] {label}), new long[] {7}));
  }

  private NDArray grey() {
    return manager.full(new Shape(1, 2, SIDE, SIDE), GREY);
  }

  private double lead(NDArray pixels) {
    return WEIGHT * pixels.sum().getFloat() + BIAS;
  }

  private double distance(NDArray attacked) {
    return attacked.sub(grey()).norm().getFloat();
  }

  private record Linear(OperatingPoint operatingPoint) implements Victim, ImageBranch {
    @Override
    public ImageSize size() {
      return ImageSize.ofBoth(SIDE, SIDE);
    }

    @Override
    public NDArray embed(NDArray pixels) {
      NDArray lead =
          pixels.reshape(new Shape(pixels.getShape().get(0), -1)).sum(new int[] {1}, true);
      return lead.mul(WEIGHT).add(BIAS);
    }

    @Override
    public Map<Modality, Branch> branches() {
      return Map.of(modality(), this);
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.LOGITS, Capability.PIXEL_GRADIENTS);
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      NDArray lead = embeddings.get(modality());
      return lead.zerosLike().concat(lead, 1);
    }

    @Override
    public void close() {}
  }
}
