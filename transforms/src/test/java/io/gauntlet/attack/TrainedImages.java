package io.gauntlet.attack;

import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import io.gauntlet.model.training.VictimTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A small network that has learnt something, and the images that it knows. */
final class TrainedImages {
  private static final int EXAMPLES = 48;

  private TrainedImages() {}

  /** A tiny SE-ResNet, trained for a second; a manager owns it. */
  static FixedCaptionVictim victim(NDManager manager, int side) {
    SplittableRandom random = new SplittableRandom(17);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      examples.add(new TrainingExample(image(random, i % 2, side), "", i % 2));
    }
    VictimTraining training = new VictimTraining(manager, "image", examples, epoch -> {});
    PixelInput input = PixelInput.ofBoth(side, side, 0.5, 0.25);
    return FixedCaptionVictim.of(
        training.image(ImageNetwork.named("tiny"), input, Recipe.of(4, 16, 3e-3, 1, 0.5, 5)),
        Map.of());
  }

  /** Two views: the abnormal ones are brighter, and some pixels are at the ends of their range. */
  static float[] image(SplittableRandom random, int label, int side) {
    float[] image = new float[2 * side * side];
    for (int i = 0; i < image.length; i++) {
      image[i] =
          random.nextInt(12) == 0
              ? random.nextInt(2)
              : (float) (0.4 + 0.1 * label + 0.1 * random.nextDouble());
    }
    return image;
  }
}
