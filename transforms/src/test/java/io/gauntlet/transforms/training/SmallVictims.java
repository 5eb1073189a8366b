package io.gauntlet.transforms.training;

import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;

/** Victims of the smallest networks, all trained by one recipe. */
public record SmallVictims(ImageSize imageSize, Recipe recipe) implements VictimDefaults {

  /** Victims as users describe them. */
  public static VictimList of(String text, int imageSide, Recipe recipe) {
    return VictimSyntax.parse(
        text, new SmallVictims(ImageSize.ofBoth(imageSide, imageSide), recipe));
  }

  @Override
  public EncoderChoice encoder(Modality modality) {
    return EncoderChoice.tiny(modality);
  }

  @Override
  public Recipe recipe(VictimKind kind) {
    return recipe;
  }
}
