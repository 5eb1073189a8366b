package io.gauntlet.plan.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Pixels;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.data.Views;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.picture.Pictures;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Branch;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.ToyVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Validity;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridRunTest {
  private NDManager manager;
  private CountedBranch image;
  private CountedBranch text;
  private Map<String, Victim> victims;

  @BeforeEach
  void makeVictims() {
    manager = NDManager.newBaseManager();
    image = new CountedBranch(Modality.IMAGE);
    text = new CountedBranch(Modality.TEXT);
    victims = new LinkedHashMap<>();
    victims.put("image", image);
    victims.put("text", text);
    victims.put("ensemble", ensemble());
    victims.put("second", ensemble());
  }

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void everyCellThatAVictimCanHaveIsThereOnce() {
    List<Outcome> outcomes = run(List.of("fgsm", "pgd"), List.of("pgd"));
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      String cell = outcome.getVictim() + " " + outcome.getAttack() + " " + outcome.getGenerator();
      counts.merge(cell, 1, Integer::sum);
    }
    assertEquals(3 + 1 + 3 + 3 + 2, counts.size(), counts.toString());
    assertTrue(counts.values().stream().allMatch(count -> count == 2));
    assertNotNull(counts.get("text none null"));
    assertNotNull(counts.get("second pgd:epsilon=0.03:steps=10 ensemble"));
  }

  /** Whatever a network throws, its user is told of which attack on which victim it was. */
  @Test
  void aFailureNamesItsAttackAndItsVictim() {
    victims.put(
        "broken",
        new CountedBranch(Modality.IMAGE) {
          @Override
          protected NDArray images(NDArray pixels) {
            throw new IllegalStateException("no gradient function");
          }
        });
    WorkFailedException failure =
        assertThrows(WorkFailedException.class, () -> run(List.of("fgsm"), List.of()));
    assertTrue(failure.where().contains("broken"), failure.where());
    assertEquals("no gradient function", failure.getCause().getMessage());
  }

  @Test
  void aVictimThatGivesNoAnswersLosesItsCellsAndNoOther() {
    List<Outcome> before = run(List.of("fgsm"), List.of());
    makeVictims();
    victims.put(
        "gone",
        new CountedBranch(Modality.IMAGE) {
          @Override
          protected NDArray images(NDArray pixels) {
            throw new UnansweredException("nobody answers");
          }
        });
    victims.put(
        "changed",
        new CountedBranch(Modality.IMAGE) {
          @Override
          public void requireSteady() {
            throw new UnansweredException("it is another model");
          }
        });
    List<Outcome> after = run(List.of("fgsm"), List.of());
    Map<Boolean, List<Outcome>> lost =
        after.stream()
            .collect(
                Collectors.partitioningBy(
                    outcome -> Set.of("gone", "changed").contains(outcome.getVictim())));
    assertEquals(before, lost.get(false));
    assertEquals(2 * 2 * 2, lost.get(true).size());
    for (Outcome outcome : lost.get(true)) {
      assertEquals(Optional.of("victim-gave-no-answer"), Validity.fault(outcome));
    }
  }

  @Test
  void imagesThatWereMadeAgainstAModelThatChangedAreNoAttackOfAnother() {
    Victim whole = victims.get("ensemble");
    victims.put("ensemble", new Unsteady(whole));
    for (Outcome outcome : run(List.of(), List.of("pgd"))) {
      boolean rests =
          outcome.getVictim().equals("ensemble") || "ensemble".equals(outcome.getGenerator());
      assertEquals(
          rests ? Optional.of("victim-gave-no-answer") : Optional.empty(),
          Validity.fault(outcome),
          outcome.toString());
    }
  }

  @Test
  void theWordsAreReadOnceHoweverManyStepsTheImageAttackTakes() {
    run(List.of("fgsm", "pgd:steps=20"), List.of("pgd:steps=20"));
    assertEquals(1, text.textCalls.get());
  }

  @Test
  void theSameImagesServeTheirOwnRowAndAllWhoReadThemWithTheSameBranch() {
    run(List.of("pgd"), List.of());
    int own = image.imageCalls.get();
    makeVictims();
    run(List.of("pgd"), List.of("pgd"));
    assertEquals(own, image.imageCalls.get());
  }

  @Test
  void normsAndQueriesAreThoseOfTheAttack() {
    for (Outcome outcome : run(List.of("fgsm:epsilon=0.1", "pgd:epsilon=0.1:steps=5"), List.of())) {
      boolean clean = outcome.getAttack().equals("none");
      assertEquals(clean ? 0 : 0.1, outcome.getLinf(), 1e-6);
      assertEquals(clean ? 0 : 0.1 * Math.sqrt(8), outcome.getL2(), 1e-5);
      long queries = clean ? 0 : outcome.getAttack().startsWith("fgsm") ? 2 : 6;
      assertEquals(queries, outcome.getQueries());
      assertEquals(
          clean ? 0 : outcome.getAttack().startsWith("fgsm") ? 1 : 5, outcome.getGradients());
      assertEquals(0, outcome.getZeroGradients() + outcome.getNonFiniteGradients());
      double sign = outcome.getLabel().toString().equals("ABNORMAL") ? -1 : 1;
      double moved = outcome.getAdversarialLogits().get(1) - outcome.getCleanLogits().get(1);
      assertEquals(clean ? 0 : sign * 0.8, moved, 1e-5);
    }
  }

  @Test
  void whoOwnsOneViewLeavesTheOtherAsItIs() {
    double all = moved("fgsm:epsilon=0.1");
    assertEquals(all / 2, moved("fgsm:epsilon=0.1:views=frontal"), 1e-6);
    assertEquals(all / 2, moved("fgsm:epsilon=0.1:views=lateral"), 1e-6);
  }

  private double moved(String attack) {
    return run(List.of(attack), List.of()).stream()
        .filter(outcome -> outcome.getAttack().equals(attack))
        .mapToDouble(outcome -> outcome.getL2() * outcome.getL2())
        .max()
        .getAsDouble();
  }

  @Test
  void nativeMemoryIsGivenBack() {
    run(List.of("fgsm", "pgd"), List.of("pgd"));
    int before = manager.getManagedArrays().size();
    run(List.of("fgsm", "pgd"), List.of("pgd"));
    // The batch's own pixels are the test's.
    assertEquals(before + 1, manager.getManagedArrays().size());
  }

  @Test
  void onlyKeptStudiesKeepWhatPeopleLookAt() {
    List<Outcome> outcomes =
        run(
            List.of("fgsm:epsilon=0.1", "half-sentence-deletion", "fgsm+half-sentence-deletion"),
            List.of("fgsm"),
            KeptStudies.of(Set.of("b", "elsewhere")));
    for (Outcome outcome : outcomes) {
      String attack = outcome.getAttack();
      boolean kept = outcome.getUid().equals("b") && outcome.getGenerator() == null;
      boolean image =
          kept
              && !outcome.getVictim().equals("text")
              && (attack.equals("none") || attack.startsWith("fgsm"));
      assertEquals(kept, outcome.getCleanCaption() != null, outcome.toString());
      assertEquals(image, outcome.getAdversarialImage() != null, outcome.toString());
      assertEquals(image, outcome.getKeptLogits() != null, outcome.toString());
    }
  }

  @Test
  void aKeptImageIsTheAttackedOneOnItsEightBitGrid() {
    for (Outcome outcome :
        run(List.of("fgsm:epsilon=0.1"), List.of(), KeptStudies.of(Set.of("b")))) {
      if (outcome.getUid().equals("b") && outcome.getVictim().equals("image")) {
        Pixels image =
            Pictures.read(
                new ByteArrayInputStream(outcome.getAdversarialImage().array()), "the outcome");
        int level = outcome.getAttack().equals("none") ? 128 : 102;
        assertEquals(2, image.height());
        assertEquals(4, image.width());
        assertEquals(level / 255.0, image.toArray()[3], 1e-6);
        assertEquals(8 * level / 255.0, outcome.getKeptLogits().get(1), 1e-5);
      }
    }
  }

  private List<Outcome> run(List<String> attacks, List<String> transfers) {
    return run(attacks, transfers, KeptStudies.NONE);
  }

  private List<Outcome> run(List<String> attacks, List<String> transfers, KeptStudies kept) {
    float[] pixels = new float[2 * 8];
    Arrays.fill(pixels, 0.5f);
    StudyBatch batch =
        new StudyBatch(
            List.of(
                StudyBatches.study("a", "the heart is normal", 0),
                StudyBatches.study("b", "an opacity", 1)),
            Optional.of(manager.create(pixels, new Shape(2, 2, 2, 2))),
            Views.BOTH.names());
    AttackPlan plan = GridRuns.plan(victims, AttackGrid.of(attacks, transfers));
    return GridRuns.run(manager, batch, victims, plan, kept);
  }

  private DecisionFusion ensemble() {
    return DecisionFusion.ensemble(
        new Architecture.Ensemble(new TreeMap<>()),
        Stream.of(image, text).flatMap(victim -> victim.branches().values().stream()).toList());
  }

  /** A victim that is another model at the end than it was. */
  private record Unsteady(Victim victim) implements Victim {
    @Override
    public Map<Modality, Branch> branches() {
      return victim.branches();
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      return victim.fuse(embeddings);
    }

    @Override
    public void requireSteady() {
      throw new UnansweredException("it is another model");
    }

    @Override
    public void close() {}
  }

  /** Its second logit is the sum of the pixels, or the number of words; it counts its calls. */
  private static class CountedBranch extends ToyVictim {
    private final AtomicInteger imageCalls = new AtomicInteger();
    private final AtomicInteger textCalls = new AtomicInteger();

    CountedBranch(Modality modality) {
      super(modality);
    }

    @Override
    protected NDArray images(NDArray pixels) {
      imageCalls.incrementAndGet();
      NDArray score = pixels.sum(new int[] {1, 2, 3}).reshape(-1, 1);
      return score.zerosLike().concat(score, 1);
    }

    @Override
    protected NDArray captions(NDManager scope, List<String> captions) {
      textCalls.incrementAndGet();
      List<Float> values = new ArrayList<>();
      for (String caption : captions) {
        values.add(0f);
        values.add((float) caption.length());
      }
      float[] flat = new float[values.size()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = values.get(i);
      }
      return scope.create(flat, new Shape(captions.size(), 2));
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      return embeddings.values().iterator().next();
    }
  }
}
