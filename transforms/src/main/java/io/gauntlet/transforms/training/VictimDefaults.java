package io.gauntlet.transforms.training;

import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;

/** What holds for victims of a kind where their description says nothing else. */
public interface VictimDefaults {

  /** The network of a modality, and its first weights. */
  EncoderChoice encoder(Modality modality);

  /** The views, and the size to which they are resized. */
  ImageSize imageSize();

  /**
   * The recipe of a kind.
   *
   * @throws IllegalArgumentException for an ensemble, which is not trained
   */
  Recipe recipe(VictimKind kind);
}
