package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoTest {

  /** Its margin is the sum of two pixels less 1: studies differ in how far they are from it. */
  @Test
  void eachAttackSeesOnlyWhatIsLeftAndAStudyCountsWithItsWorst() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LinearVictim victim = new LinearVictim(manager.ones(new Shape(2, 1)), -1);
      float[] pixels = {0.6f, 0.6f, 0.4f, 0.4f, 0.2f, 0.2f, 0, 0};
      List<List<Integer>> seen = new ArrayList<>();
      // By 0.15 a pixel, then by 0.1: the second helps less, and is kept for nobody.
      Auto auto = new Auto(List.of(adds(0.15f, seen), adds(0.1f, seen), adds(0.4f, seen)));
      float[] attacked =
          auto.attack(
                  victim,
                  ImageBatch.of(
                      manager.create(pixels, new Shape(4, 2, 1, 1)),
                      manager.create(new long[4]),
                      new long[4]))
              .toFloatArray();
      // The first study was wrong already, the second falls at once, the last never does.
      assertEquals(List.of(List.of(40, 20, 0), List.of(20, 0), List.of(20, 0)), seen);
      assertArrayEquals(
          new float[] {0.6f, 0.6f, 0.55f, 0.55f, 0.6f, 0.6f, 0.4f, 0.4f}, attacked, 1e-6f);
    }
  }

  /** Brightens, and writes down which images it was shown, by their brightness in percent. */
  private static ImageAttack adds(float change, List<List<Integer>> seen) {
    return (victim, batch) -> {
      List<Integer> shown = new ArrayList<>();
      for (int row = 0; row < batch.size(); row++) {
        shown.add(Math.round(100 * batch.images().getFloat(row, 0, 0, 0)));
      }
      seen.add(shown);
      return batch.images().add(change);
    };
  }
}
