package io.gauntlet.transforms.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.VictimTraining;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdChoiceTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "1.5", "-0.1", "NaN", "half", ""})
  void whatIsNoProbabilityIsRefusedWithWhatWouldBe(String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ThresholdChoice.parse(text));
    assertTrue(error.getMessage().contains("nor youden"), error.getMessage());
  }

  @Test
  void oneHalfIsTheDefaultHoweverItIsWritten() {
    assertEquals(ThresholdChoice.HALF, ThresholdChoice.parse("0.50"));
    assertEquals("youden", ThresholdChoice.parse("youden").toString());
  }

  /** Bright studies are abnormal; the threshold lies where it parts the classes best. */
  @Test
  void youdensThresholdIsThatOfTheTrainingPart() {
    int side = 16;
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      float[] pixels = new float[2 * side * side];
      Arrays.fill(pixels, i / 12f);
      examples.add(new TrainingExample(pixels, "", i < 4 ? 0 : 1));
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      VictimTraining training = new VictimTraining(manager, "image", examples, epoch -> {});
      try (NetworkVictim victim =
          training.image(
              ImageNetwork.named("tiny"),
              PixelInput.ofBoth(side, side, 0.5, 0.3),
              Recipe.of(6, 4, 3e-3, 1, 0.5, 1))) {
        double[] leads = training.leads(victim);
        OperatingPoint point = ThresholdChoice.parse("youden").of(training, victim, examples);
        double best = 0;
        for (double boundary : leads) {
          best = Math.max(best, youden(leads, boundary));
        }
        assertTrue(youden(leads, point.boundary()) >= best);
      }
    }
  }

  private static double youden(double[] leads, double boundary) {
    double found = 0;
    double left = 0;
    for (int i = 0; i < leads.length; i++) {
      found += i >= 4 && leads[i] > boundary ? 1 : 0;
      left += i < 4 && leads[i] <= boundary ? 1 : 0;
    }
    return found / 8 + left / 4;
  }
}
