package io.gauntlet.pipelines.options;

import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.Modalities;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.training.EncoderChoice;
import io.gauntlet.transforms.training.TrainableVictim;
import io.gauntlet.transforms.training.VictimDefaults;
import io.gauntlet.transforms.training.VictimList;
import io.gauntlet.transforms.training.VictimSyntax;
import java.io.IOException;

/** The victims that options describe. */
final class TrainedVictims {
  private static final String NONE = "none";
  private static final int SMALLEST_IMAGE = 8;

  /** A study of this size takes 134 MB before any network looks at it. */
  private static final int LARGEST_IMAGE = 4096;

  private TrainedVictims() {}

  /**
   * The victims of {@code --train}; without it all those of the paper that see nothing but {@code
   * --modalities}. The other options hold where a victim's description says nothing else.
   *
   * @throws UsageException when one is wrong; names the option, the victim and the key
   */
  static VictimList of(TrainingOptions options) {
    VictimDefaults defaults = new OfOptions(options);
    if (options.getTrain().isEmpty()) {
      return VictimSyntax.all(Modalities.parse(options.getModalities()), defaults);
    }
    if (options.getTrain().equals(NONE)) {
      return VictimList.NONE;
    }
    return UsageException.reading(
        "--train", () -> VictimSyntax.parse(options.getTrain(), defaults));
  }

  /**
   * The same victims, once their first weights and the size of the images are known to fit their
   * networks.
   *
   * @throws UsageException when one does not; names the option
   */
  static VictimList fitting(TrainingOptions options) {
    Limits.within("--imageSize", options.getImageSize(), SMALLEST_IMAGE, LARGEST_IMAGE);
    VictimList victims = of(options);
    for (TrainableVictim victim : victims.victims()) {
      try {
        victim.design().check();
      } catch (IllegalArgumentException e) {
        throw new UsageException("--imageSize: " + e.getMessage(), e);
      } catch (IOException e) {
        String option =
            options.getTrain().isEmpty()
                ? "--" + victim.name() + "Weights"
                : "--train: " + victim.name() + ": weights";
        throw new UsageException(option + ": " + e.getMessage(), e);
      }
    }
    return victims;
  }

  private record OfOptions(TrainingOptions options) implements VictimDefaults {

    @Override
    public EncoderChoice encoder(Modality modality) {
      return switch (modality) {
        case IMAGE ->
            encoder(modality, "--imageModel", options.getImageModel(), options.getImageWeights());
        case TEXT ->
            encoder(modality, "--textModel", options.getTextModel(), options.getTextWeights());
      };
    }

    private static EncoderChoice encoder(
        Modality modality, String option, String model, String weights) {
      try {
        return new EncoderChoice(modality, model, weights);
      } catch (IllegalArgumentException e) {
        throw new UsageException(option + ": " + e.getMessage(), e);
      }
    }

    @Override
    public ImageSize imageSize() {
      int side = options.getImageSize();
      return new ImageSize(CohortDoor.views(options).names(), side, side);
    }

    @Override
    public Recipe recipe(VictimKind kind) {
      return Recipes.of(options, kind);
    }
  }
}
