package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import java.util.Set;

/** A branch over the views of a study. */
public non-sealed interface ImageBranch extends Branch {

  /** The size of the views. */
  ImageSize size();

  /**
   * Embeds images.
   *
   * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}
   * @return {@code [batch, width of the branch]}
   */
  NDArray embed(NDArray pixels);

  @Override
  default NDArray embed(NDManager scope, StudyInputs studies) {
    return embed(studies.pixels(scope, size()));
  }

  @Override
  default Modality modality() {
    return Modality.IMAGE;
  }

  @Override
  default Set<Capability> capabilities() {
    return Set.of(Capability.PIXEL_GRADIENTS);
  }
}
