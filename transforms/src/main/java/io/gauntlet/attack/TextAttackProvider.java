package io.gauntlet.attack;

import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;

/** An attack on words that can be asked for by name. */
public non-sealed interface TextAttackProvider extends AttackProvider<TextAttack> {

  @Override
  default Modality modality() {
    return Modality.TEXT;
  }

  /** {@inheritDoc} A white box needs gradients by token, others nothing beyond logits. */
  @Override
  default ThreatModel threat(AttackOptions options) {
    return description().threat(options, Capability.TOKEN_GRADIENTS);
  }
}
