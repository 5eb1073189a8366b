package io.gauntlet.attack.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Views;
import io.gauntlet.model.ToyVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.plan.run.GridRuns;
import io.gauntlet.plan.run.StudyBatch;
import io.gauntlet.plan.run.StudyBatches;
import io.gauntlet.schema.Outcome;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attacks on both modalities, on victims whose worst case is known. */
class JointAttackTest {
  private static final String IMAGE = "pgd:epsilon=0.1:steps=10";
  private static final String TEXT = "synonym-greedy:fraction=0.4:plausible=off";
  private static final String SEQUENCE = IMAGE + "+" + TEXT;
  private static final String ALTERNATING = "alternating(" + SEQUENCE + ")";

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray pixels = grey();

  /** How far NORMAL is ahead, by the images {@code a} in [-1, 1] and the words {@code b}. */
  @FunctionalInterface
  private interface Lead {
    NDArray of(NDArray a, NDArray b);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void whereTheLogitsAreASumBothTogetherTakeWhatEachTakesAlone() {
    Map<String, Outcome> found = run((a, b) -> a.neg().sub(b).add(3), IMAGE, TEXT, SEQUENCE);
    assertEquals(3, lead(found.get("none")), 1e-5);
    assertEquals(2, lead(found.get(IMAGE)), 1e-5);
    assertEquals(2, lead(found.get(TEXT)), 1e-5);
    assertEquals(1, lead(found.get(SEQUENCE)), 1e-5);
    found = run((a, b) -> a.neg().sub(b).add(3), ALTERNATING);
    assertEquals(1, lead(found.get(ALTERNATING)), 1e-5);
  }

  @Test
  void whatOnlyBothCanBreakOnlyAJointAttackBreaks() {
    Lead exclusive = (a, b) -> a.mul(b.mul(2).add(0.1)).add(b.mul(0.1)).neg().add(1);
    Map<String, Outcome> found = run(exclusive, IMAGE, TEXT, SEQUENCE, ALTERNATING);
    assertEquals(0.9, lead(found.get(IMAGE)), 1e-5);
    assertEquals(0.9, lead(found.get(TEXT)), 1e-5);
    assertEquals(-1.2, lead(found.get(SEQUENCE)), 1e-5);
    assertEquals(-1.2, lead(found.get(ALTERNATING)), 1e-5);
  }

  @Test
  void imagesThatLeadAwayFromTheJointOptimumAreOvercomeByAlternatingAlone() {
    Lead astray = (a, b) -> a.mul(b.mul(2.1).sub(0.1)).add(b.mul(0.1)).neg().add(1);
    Map<String, Outcome> found = run(astray, SEQUENCE, ALTERNATING);
    assertEquals(0.9, lead(found.get(SEQUENCE)), 1e-5);
    assertEquals(-1.1, lead(found.get(ALTERNATING)), 1e-5);
  }

  @Test
  void bothBudgetsAreKeptHoweverManyRounds() {
    String rounds = "alternating:rounds=3(" + SEQUENCE + ")";
    Outcome outcome = run((a, b) -> a.neg().sub(b).add(3), rounds).get(rounds);
    assertEquals(0.1, outcome.getLinf(), 1e-6);
    assertEquals(1, outcome.getWordsChanged());
    assertEquals(3, outcome.getWords());
  }

  @Test
  void theUntouchedModalityIsTheSameByteForByte() {
    float[] before = pixels.toFloatArray();
    Map<String, Outcome> found = run((a, b) -> a.neg().sub(b).add(3), IMAGE, TEXT, ALTERNATING);
    assertNull(found.get(IMAGE).getAdversarialCaption());
    assertEquals(0, found.get(IMAGE).getWordsChanged());
    assertEquals(0, found.get(TEXT).getLinf());
    assertEquals(0, found.get(TEXT).getL2());
    assertArrayEquals(before, pixels.toFloatArray());
  }

  @Test
  void theWorstOfASuiteIsItsWorstForEachStudyAndNamesIt() {
    String suite = "worst-of(" + TEXT + "|" + IMAGE + "|" + SEQUENCE + ")";
    Lead sum = (a, b) -> a.add(a).add(b).neg().add(4);
    Map<String, Outcome> found = run(sum, IMAGE, TEXT, SEQUENCE, suite);
    Outcome worst = found.get(suite);
    assertEquals(1, lead(worst), 1e-5);
    assertEquals(SEQUENCE, worst.getWorstAttack());
    assertEquals(
        found.get(SEQUENCE).getQueries() + found.get(TEXT).getQueries(), worst.getQueries());
    assertNull(found.get(SEQUENCE).getWorstAttack());
  }

  @Test
  void aSuiteThatHelpsItsVictimCountsAsNoAttack() {
    String deletion = "half-sentence-deletion:fraction=1";
    String suite = "worst-of(" + deletion + ")";
    Map<String, Outcome> found = run((a, b) -> a.neg().add(b).add(3), deletion, suite);
    assertEquals(4, lead(found.get(deletion)), 1e-5);
    assertEquals(3, lead(found.get(suite)), 1e-5);
    assertEquals("none", found.get(suite).getWorstAttack());
    assertNull(found.get(suite).getAdversarialCaption());
  }

  @Test
  void transferAsksItsVictimNothing() {
    Map<String, Victim> victims = new LinkedHashMap<>();
    victims.put("maker", new Fused((a, b) -> a.neg().add(1)));
    victims.put("scored", new Fused((a, b) -> a.add(a).add(a).neg().add(1)));
    String transfer = "transfer:from=maker(" + IMAGE + ")";
    List<Outcome> outcomes = run(victims, AttackGrid.of(List.of(transfer), List.of(IMAGE)));
    Outcome named =
        outcomes.stream().filter(o -> o.getAttack().equals(transfer)).findFirst().orElseThrow();
    assertEquals("scored", named.getVictim());
    assertEquals("maker", named.getGenerator());
    assertEquals(-2, lead(named), 1e-5);
    assertTrue(outcomes.stream().noneMatch(o -> isCell(o, "maker", transfer)));
    Outcome table =
        outcomes.stream().filter(o -> isCell(o, "scored", IMAGE)).findFirst().orElseThrow();
    assertEquals(table.getAdversarialLogits(), named.getAdversarialLogits());
  }

  @Test
  void transferFromNobodyIsRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> run((a, b) -> a, "transfer:from=late(" + IMAGE + ")"));
    assertTrue(error.getMessage().contains("there is no victim 'late'; there are [fused]"));
    assertFalse(error.getMessage().isEmpty());
  }

  private static boolean isCell(Outcome outcome, String victim, String attack) {
    return outcome.getVictim().equals(victim) && outcome.getAttack().equals(attack);
  }

  private Map<String, Outcome> run(Lead lead, String... attacks) {
    Map<String, Outcome> found = new LinkedHashMap<>();
    run(Map.of("fused", new Fused(lead)), AttackGrid.of(List.of(attacks), List.of()))
        .forEach(outcome -> found.put(outcome.getAttack(), outcome));
    return found;
  }

  private List<Outcome> run(Map<String, Victim> victims, AttackGrid grid) {
    StudyBatch batch =
        new StudyBatch(
            List.of(StudyBatches.study("a", "a big heart", 0)),
            Optional.of(pixels),
            Views.BOTH.names());
    return GridRuns.run(manager, batch, victims, grid);
  }

  private static float lead(Outcome outcome) {
    return outcome.getAdversarialLogits().get(0) - outcome.getAdversarialLogits().get(1);
  }

  private NDArray grey() {
    float[] values = new float[8];
    Arrays.fill(values, 0.5f);
    return manager.create(values, new Shape(1, 2, 2, 2));
  }

  /** Sees how much brighter than grey the images are, and whether the caption says big. */
  private static final class Fused extends ToyVictim {
    private final Lead lead;

    Fused(Lead lead) {
      super(Modality.values());
      this.lead = lead;
    }

    @Override
    protected NDArray images(NDArray pixels) {
      return pixels.sub(0.5f).sum(new int[] {1, 2, 3}).reshape(-1, 1).mul(scale(pixels));
    }

    private static NDArray scale(NDArray pixels) {
      return Gradients.constant(pixels.getManager(), 10.0 / 8);
    }

    @Override
    protected NDArray captions(NDManager scope, List<String> captions) {
      float[] values = new float[captions.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = captions.get(i).contains("big") ? 0 : 1;
      }
      return scope.create(values, new Shape(values.length, 1));
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      NDArray normal = lead.of(embeddings.get(Modality.IMAGE), embeddings.get(Modality.TEXT));
      return normal.concat(normal.zerosLike(), 1);
    }
  }
}
