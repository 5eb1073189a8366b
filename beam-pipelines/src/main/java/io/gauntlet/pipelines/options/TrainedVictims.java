package io.gauntlet.pipelines.options;

import io.gauntlet.data.Modality;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.Modalities;
import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.training.EncoderChoice;
import io.gauntlet.transforms.training.TrainableVictim;
import io.gauntlet.transforms.training.VictimDefaults;
import io.gauntlet.transforms.training.VictimList;
import io.gauntlet.transforms.training.VictimSyntax;
import java.io.IOException;

/** The victims that options describe, and their training. */
final class TrainedVictims {
  private TrainedVictims() {}

  /**
   * The training that options ask for; weights that victims begin with are compared with their
   * networks.
   *
   * @throws UsageException when something cannot be; names the option, the victim and the key
   */
  static TrainingRequest request(TrainingOptions options) {
    Limits.atLeast("--imageSize", options.getImageSize(), 8);
    VictimList victims = of(options);
    victims.victims().forEach(victim -> check(options, victim));
    Recipes.check(options);
    return new TrainingRequest(victims, Recipes.of(options), Workers.of(options));
  }

  /**
   * The victims of {@code --train}; without it all kinds that see nothing but {@code --modalities},
   * one of each. The other options hold where a victim's description says nothing else.
   *
   * @throws UsageException when one is wrong; names the option, the victim and the key
   */
  static VictimList of(TrainingOptions options) {
    VictimDefaults defaults = new OfOptions(options);
    if (options.getTrain().isEmpty()) {
      return VictimSyntax.all(Modalities.parse(options.getModalities()), defaults);
    }
    try {
      return VictimSyntax.parse(options.getTrain(), defaults);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--train: " + e.getMessage(), e);
    }
  }

  private static void check(TrainingOptions options, TrainableVictim victim) {
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

  private record OfOptions(TrainingOptions options) implements VictimDefaults {

    @Override
    public EncoderChoice encoder(Modality modality) {
      return switch (modality) {
        case IMAGE -> encoder(modality, options.getImageModel(), options.getImageWeights());
        case TEXT -> encoder(modality, options.getTextModel(), options.getTextWeights());
      };
    }

    private static EncoderChoice encoder(Modality modality, String model, String weights) {
      try {
        return new EncoderChoice(modality, model, weights);
      } catch (IllegalArgumentException e) {
        throw new UsageException("--" + modality.label() + "Model: " + e.getMessage(), e);
      }
    }

    @Override
    public int imageSide() {
      return options.getImageSize();
    }

    @Override
    public Recipe recipe(VictimKind kind) {
      return Recipes.of(options, kind);
    }
  }
}
