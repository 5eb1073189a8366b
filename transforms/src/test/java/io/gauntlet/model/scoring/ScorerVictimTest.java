package io.gauntlet.model.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.Victim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ScorerVictimTest {
  private static final ImageSize SIZE = ImageSize.ofBoth(2, 2);

  private final List<List<String>> asked = new ArrayList<>();
  private boolean closed;

  private final class Scorer implements StudyScorer {
    private final BiFunction<SeenImages, List<String>, float[][]> answer;

    Scorer(BiFunction<SeenImages, List<String>, float[][]> answer) {
      this.answer = answer;
    }

    @Override
    public Optional<ImageSize> imageSize() {
      return Optional.of(SIZE);
    }

    @Override
    public boolean readsCaptions() {
      return true;
    }

    @Override
    public float[][] score(SeenImages images, List<String> captions) {
      asked.add(captions);
      return answer.apply(images, captions);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** The first pixel of a study and the length of its caption. */
  private static float[][] pixelAndLength(SeenImages images, List<String> captions) {
    float[][] rows = new float[images.count()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {images.study(i)[0], captions.get(i).length()};
    }
    return rows;
  }

  private static NDArray pixels(NDManager manager, float... firsts) {
    float[] all = new float[firsts.length * SIZE.pixelsPerStudy()];
    for (int i = 0; i < firsts.length; i++) {
      all[i * SIZE.pixelsPerStudy()] = firsts[i];
    }
    return manager.create(all, SIZE.batch(firsts.length));
  }

  @Test
  void captionsAndPixelsReachItAsTheyAre() {
    try (NDManager manager = NDManager.newBaseManager();
        Victim victim = ScorerVictim.of(new Scorer(ScorerVictimTest::pixelAndLength))) {
      StudyInputs studies = StudyInputs.of(pixels(manager, 0.25f, 0.5f), List.of("clear", "é\n"));
      assertArrayEquals(
          new float[] {0.25f, 5, 0.5f, 2}, victim.logits(manager, studies).toFloatArray());
      assertEquals(List.of(List.of("clear", "é\n")), asked);
      assertEquals(Set.of(Capability.LOGITS), victim.capabilities());
    }
    assertTrue(closed);
  }

  @Test
  void embeddingsThatWerePickedApartAndJoinedAreThoseCaptions() {
    try (NDManager manager = NDManager.newBaseManager();
        Victim victim = ScorerVictim.of(new Scorer(ScorerVictimTest::pixelAndLength))) {
      NDArray embedded =
          victim.branch(TextBranch.class).orElseThrow().embed(manager, List.of("a", "bb", "a"));
      NDArray picked = embedded.get(manager.create(new int[] {2, 1, 1}));
      victim.fuse(
          Map.of(
              Modality.TEXT,
              picked,
              Modality.IMAGE,
              pixels(manager, 0, 0, 0).reshape(new Shape(3, SIZE.pixelsPerStudy()))));
      assertEquals(List.of(List.of("a", "bb", "bb")), asked);
    }
  }

  @Test
  void whatIsLentForABatchLeavesItOpen() {
    try (NDManager manager = NDManager.newBaseManager();
        Victim victim = ScorerVictim.of(new Scorer(ScorerVictimTest::pixelAndLength))) {
      Victim lent = victim.forClasses(victim.classNames());
      lent.logits(manager, StudyInputs.of(pixels(manager, 0), List.of("x")));
      lent.close();
      assertFalse(closed);
    }
  }

  @Test
  void anAnswerOfAnotherShapeIsNamed() {
    assertEquals(
        "it gives 1 rows for 2 studies; give one for each",
        refused((images, captions) -> new float[1][2]));
    assertEquals(
        "it gives rows of 2 and of 1 numbers; give as many for each study",
        refused((images, captions) -> new float[][] {{0, 1}, {0}}));
    String other = refused((images, captions) -> new float[2][3]);
    assertTrue(other.startsWith("it gives float32 of shape (2, 3) for 2 studies"), other);
  }

  private String refused(BiFunction<SeenImages, List<String>, float[][]> answer) {
    try (NDManager manager = NDManager.newBaseManager();
        Victim victim = ScorerVictim.of(new Scorer(answer))) {
      StudyInputs studies = StudyInputs.of(pixels(manager, 0, 1), List.of("a", "b"));
      return assertThrows(RuntimeException.class, () -> victim.logits(manager, studies))
          .getMessage();
    }
  }
}
