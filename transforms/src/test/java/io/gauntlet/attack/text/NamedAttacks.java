package io.gauntlet.attack.text;

import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackSpec;

/** Attacks as users write them. */
public final class NamedAttacks {
  private NamedAttacks() {}

  public static TextAttack of(String written) {
    return AttackCatalogue.load().text(AttackSpec.parse(written).single().orElseThrow());
  }
}
