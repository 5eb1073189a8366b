package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackProviders;
import io.gauntlet.attack.AttackSpec;
import io.gauntlet.attack.Sequence;
import io.gauntlet.attack.TextAttack;

/** Attacks as users write them. */
final class NamedAttacks {
  private NamedAttacks() {}

  static TextAttack of(String written) {
    return AttackProviders.text(((Sequence) AttackSpec.parse(written)).text());
  }
}
