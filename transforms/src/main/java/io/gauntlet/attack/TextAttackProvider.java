package io.gauntlet.attack;

import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;

/** An attack on words that can be asked for by name. */
public non-sealed interface TextAttackProvider extends AttackProvider<TextAttack> {

  @Override
  default Modality modality() {
    return Modality.TEXT;
  }

  /**
   * {@inheritDoc} A white box needs gradients by token, and logits as those who ask for scores do.
   */
  @Override
  default ThreatModel threat(AttackOptions options) {
    return description().threat(options, Capability.TOKEN_GRADIENTS);
  }
}
