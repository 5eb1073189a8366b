package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;

/** {@code half-sentence-deletion:fraction=0.5}. */
public final class HalfSentenceDeletionProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "half-sentence-deletion",
        Knowledge.NOTHING,
        "removes random words",
        "share of the words",
        "Mozhegova et al. 2025, section 3.4",
        AttackOption.budget("fraction", 0.5, "share of the words removed, in (0, 1]"));
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return new HalfSentenceDeletion(options.number("fraction"));
  }
}
