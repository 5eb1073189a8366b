package io.gauntlet.attack.text;

import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.spec.AttackProviders;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.Sequence;

/** Attacks as users write them. */
public final class NamedAttacks {
  private NamedAttacks() {}

  public static TextAttack of(String written) {
    return AttackProviders.text(((Sequence) AttackSpec.parse(written)).text());
  }
}
