package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.data.Modality;
import io.gauntlet.model.text.TokenBranch;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A branch over the caption of a study. */
public non-sealed interface TextBranch extends Branch {

  /**
   * Embeds captions.
   *
   * @return {@code [batch, width of the branch]}, owned by {@code scope}
   */
  NDArray embed(NDManager scope, List<String> captions);

  /** Whether a caption has more tokens than the branch reads; the rest of it is cut. */
  default boolean cuts(String caption) {
    return false;
  }

  /** The branch as a function of token embeddings; empty where it is a black box. */
  default Optional<TokenBranch> tokens() {
    return Optional.empty();
  }

  @Override
  default NDArray embed(NDManager scope, StudyInputs studies) {
    return embed(scope, studies.captions());
  }

  @Override
  default Modality modality() {
    return Modality.TEXT;
  }

  @Override
  default Set<Capability> capabilities() {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    tokens()
        .ifPresent(
            tokens -> {
              capabilities.add(Capability.TOKEN_GRADIENTS);
              capabilities.add(Capability.WORD_VECTORS);
              if (tokens.fillsGaps()) {
                capabilities.add(Capability.MASKED_WORDS);
              }
            });
    return capabilities;
  }
}
