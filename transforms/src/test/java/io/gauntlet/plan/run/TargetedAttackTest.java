package io.gauntlet.plan.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.data.Margin;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Studies;
import io.gauntlet.data.Views;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.model.ToyVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.schema.Image;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Study;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks that want one class: on victims whose answers are known. */
class TargetedAttackTest {
  private static final List<String> CLASSES = List.of("alpha", "beta", "gamma");
  private static final int PIXELS = 8;
  private static final int HOP_SKIP_JUMP_STARTS = 22;
  private static final String STRONG = "pgd:epsilon=0.1:steps=40:target=";

  /** By how much the sum of the pixels of its own class is larger in each image. */
  private static final float AHEAD = 0.1f;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  /** Ten times the sum of two pixels a class, or how often a caption has the class's name. */
  private static final class Toy extends ToyVictim {
    Toy(Modality modality) {
      super(modality);
    }

    @Override
    public List<String> classNames() {
      return CLASSES;
    }

    @Override
    protected NDArray images(NDArray pixels) {
      NDArray pairs = pixels.reshape(new Shape(-1, PIXELS / 2, 2)).sum(new int[] {2});
      return pairs.get(":, 0:3").mul(10);
    }

    @Override
    protected NDArray captions(NDManager scope, List<String> captions) {
      float[] counts = new float[captions.size() * CLASSES.size()];
      for (int row = 0; row < captions.size(); row++) {
        List<String> words = List.of(captions.get(row).split(" "));
        for (int label = 0; label < CLASSES.size(); label++) {
          counts[row * CLASSES.size() + label] = Collections.frequency(words, CLASSES.get(label));
        }
      }
      return scope.create(counts, new Shape(captions.size(), CLASSES.size()));
    }

    @Override
    public NDArray fuse(Map<Modality, NDArray> embeddings) {
      return embeddings.values().iterator().next();
    }
  }

  private List<Outcome> run(Modality modality, String attack) {
    return run(modality, attack, List.of());
  }

  private List<Outcome> run(Modality modality, String attack, List<Image> images) {
    List<Study> studies = new ArrayList<>();
    float[] pixels = new float[CLASSES.size() * PIXELS];
    for (int label = 0; label < CLASSES.size(); label++) {
      String name = CLASSES.get(label);
      List<String> words = List.of(name, name, "gamma");
      studies.add(
          Study.newBuilder(StudyBatches.study("s" + label, String.join(" ", words), 0))
              .setClassNames(CLASSES)
              .setImages(images)
              .setLabel(CLASSES.get(label))
              .build());
      for (int i = 0; i < PIXELS; i++) {
        boolean isTaken = i < PIXELS / 2 || images.stream().noneMatch(Studies::isMissing);
        pixels[label * PIXELS + i] = isTaken ? 0.5f + (i / 2 == label ? AHEAD / 2 : 0) : 0;
      }
    }
    StudyBatch batch =
        new StudyBatch(
            studies,
            Optional.of(manager.create(pixels, new Shape(CLASSES.size(), 2, 2, 2))),
            Views.BOTH.names());
    Map<String, Victim> victims = Map.of("toy", new Toy(modality));
    return GridRuns.run(manager, batch, victims, AttackGrid.of(List.of(attack), List.of())).stream()
        .filter(outcome -> !outcome.getAttack().equals("none"))
        .toList();
  }

  private static int decided(Outcome outcome) {
    return Margin.decided(outcome.getAdversarialLogits());
  }

  /** The target has to gain the lead of the true class, of two pixels and the opposite of two. */
  @ParameterizedTest
  @CsvSource({"0.024, false", "0.03, true"})
  void theTargetIsReachedWhereTheBallReachesIt(double epsilon, boolean isReached) {
    String attack = "pgd:epsilon=" + epsilon + ":steps=40:target=gamma";
    for (Outcome outcome : run(Modality.IMAGE, attack)) {
      boolean isOfTarget = outcome.getLabel().equals("gamma");
      assertEquals(isReached || isOfTarget, decided(outcome) == 2, outcome.toString());
      assertEquals(isOfTarget, outcome.getLinf() == 0);
      assertEquals(isOfTarget, outcome.getQueries() == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "apgd:epsilon=0.1:steps=20",
    "square:epsilon=0.2:queries=300",
    "deepfool",
    "cw:steps=200:rounds=4",
    "fab:steps=20",
    "hop-skip-jump:queries=1500"
  })
  void everyAttackThatAsksCanHaveATarget(String attack) {
    for (Outcome outcome : run(Modality.IMAGE, attack + ":target=1")) {
      assertTrue(decided(outcome) == 1 || isWithoutStart(outcome), outcome.toString());
      assertTrue(outcome.getAttack().endsWith(":target=1"), outcome.getAttack());
    }
  }

  /** HopSkipJump starts from a corruption that is of the target; where none is, nothing changes. */
  private static boolean isWithoutStart(Outcome outcome) {
    return outcome.getAttack().startsWith("hop-skip-jump")
        && outcome.getLabel().equals("gamma")
        && outcome.getLinf() == 0
        && outcome.getQueries() == 1 + HOP_SKIP_JUMP_STARTS;
  }

  /** Of the third class tells the lateral view alone, which was not taken. */
  @Test
  void aTargetIsReachedByTheViewsThatThereAre() {
    List<Image> frontal = List.of(new Image(Studies.FRONTAL, "f.png"), Studies.missing("lateral"));
    for (Outcome outcome : run(Modality.IMAGE, STRONG + "beta", frontal)) {
      assertEquals(1, decided(outcome), outcome.toString());
    }
    for (Outcome outcome : run(Modality.IMAGE, STRONG + "gamma", frontal)) {
      assertNotEquals(2, decided(outcome), outcome.toString());
      assertEquals(0f, outcome.getAdversarialLogits().get(2), "it stays black");
    }
  }

  @Test
  void wordsAreChangedUntilTheTargetIsDecidedOn() {
    for (Outcome outcome : run(Modality.TEXT, "char-typo:fraction=1:target=gamma")) {
      assertEquals(2, decided(outcome), outcome.getAdversarialCaption());
      if (outcome.getLabel().equals("gamma")) {
        assertEquals(0, outcome.getWordsChanged());
        assertEquals(3, outcome.getWords());
        assertEquals(0, outcome.getQueries());
      } else {
        // With one of its two words the true class is level with the target, and is decided on.
        assertEquals(2, outcome.getWordsChanged());
      }
    }
    for (Outcome outcome : run(Modality.TEXT, "char-typo:fraction=1")) {
      assertFalse(decided(outcome) == CLASSES.indexOf(outcome.getLabel()));
    }
  }

  @Test
  void aClassThatIsNotThereIsRefusedInOneLine() {
    WorkFailedException failure =
        assertThrows(WorkFailedException.class, () -> run(Modality.IMAGE, "pgd:target=gama"));
    assertTrue(
        failure.getCause().getMessage().contains("target=gama is no class"),
        failure.getCause().getMessage());
    assertTrue(failure.getCause().getMessage().contains("gamma"));
  }
}
