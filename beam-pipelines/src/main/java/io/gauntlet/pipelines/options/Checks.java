package io.gauntlet.pipelines.options;

import io.gauntlet.data.Modality;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.training.EncoderChoice;
import java.io.IOException;
import java.util.Set;

/** Looks at what training is asked for before any work is done. */
public final class Checks {
  private Checks() {}

  /**
   * The numbers of training.
   *
   * @throws UsageException when one is out of its range
   */
  public static void training(TrainingOptions options) {
    Set<Modality> modalities = Requests.modalities(options);
    Limits.atLeast("--imageSize", options.getImageSize(), 8);
    if (modalities.contains(Modality.IMAGE)) {
      fits("--imageWeights", imageEncoder(options));
      fits(options.getImageSize(), ImageNetwork.named(options.getImageModel()));
    }
    if (modalities.contains(Modality.TEXT)) {
      fits("--textWeights", textEncoder(options));
    }
    Recipes.check(options);
    Workers.of(options);
  }

  /**
   * The network over the pictures, and its weights.
   *
   * @throws UsageException when there is no such network
   */
  public static EncoderChoice imageEncoder(TrainingOptions options) {
    return encoder(
        Modality.IMAGE, "--imageModel", options.getImageModel(), options.getImageWeights());
  }

  /**
   * The network over the words, and its weights.
   *
   * @throws UsageException when there is no such network, or it has no weights
   */
  public static EncoderChoice textEncoder(TrainingOptions options) {
    return encoder(Modality.TEXT, "--textModel", options.getTextModel(), options.getTextWeights());
  }

  private static EncoderChoice encoder(
      Modality modality, String option, String model, String weights) {
    try {
      return new EncoderChoice(modality, model, weights);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  private static void fits(int side, ImageNetwork network) {
    try {
      network.requireFits(side);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--imageSize: " + e.getMessage(), e);
    }
  }

  private static void fits(String option, EncoderChoice encoder) {
    try {
      encoder.check();
    } catch (IOException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }
}
