package io.gauntlet.attack;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.model.Capability;
import java.util.Set;

/**
 * An attack that can be asked for by name. Found by {@link java.util.ServiceLoader} under {@link
 * ImageAttackProvider} or {@link TextAttackProvider}: a jar on the class path adds one.
 */
public sealed interface AttackProvider permits ImageAttackProvider, TextAttackProvider {

  /** What the attack is, and what can be set. */
  AttackDescription description();

  /**
   * What the attack needs to know of its victim with these options: what its description says,
   * unless an option makes it ask.
   */
  default Knowledge knowledge(AttackOptions options) {
    return description().knowledge();
  }

  /**
   * What a victim must be able to do: gradients of the modality under attack for a white box, and
   * nothing for the others, unless the attack says otherwise.
   */
  Set<Capability> needs();
}
