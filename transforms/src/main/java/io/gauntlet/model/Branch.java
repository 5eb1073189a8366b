package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import java.util.Set;

/**
 * The part of a victim that embeds one modality. Its identity is that of the object: what one
 * branch embeds is known to every victim that holds the same branch.
 */
public sealed interface Branch permits ImageBranch, TextBranch {

  /** What it embeds. */
  Modality modality();

  /** What an attack can be given at this branch beyond the victim's logits. */
  Set<Capability> capabilities();

  /**
   * Embeds this branch's modality of studies.
   *
   * @return {@code [batch, width of the branch]}
   */
  NDArray embed(NDManager scope, StudyInputs studies);
}
