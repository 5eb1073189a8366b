package io.gauntlet.pipelines.options;

import io.gauntlet.data.Modality;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.transforms.training.EncoderChoice;
import io.gauntlet.transforms.training.VictimDefaults;
import io.gauntlet.transforms.training.VictimList;
import io.gauntlet.transforms.training.VictimSyntax;

/** The victims that options describe. */
public final class TrainedVictims {
  private TrainedVictims() {}

  /**
   * The victims of {@code --train}; without it all those of the paper that see nothing but {@code
   * --modalities}. The other options hold where a victim's description says nothing else.
   *
   * @throws UsageException when one is wrong; names the option, the victim and the key
   */
  public static VictimList of(TrainingOptions options) {
    VictimDefaults defaults = new OfOptions(options);
    if (options.getTrain().isEmpty()) {
      return VictimSyntax.all(Checks.modalities(options), defaults);
    }
    try {
      return VictimSyntax.parse(options.getTrain(), defaults);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--train: " + e.getMessage(), e);
    }
  }

  private record OfOptions(TrainingOptions options) implements VictimDefaults {

    @Override
    public EncoderChoice encoder(Modality modality) {
      return switch (modality) {
        case IMAGE -> Checks.imageEncoder(options);
        case TEXT -> Checks.textEncoder(options);
      };
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
