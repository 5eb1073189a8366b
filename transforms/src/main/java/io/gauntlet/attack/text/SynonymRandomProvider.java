package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;

/** {@code synonym-random:fraction=0.4}. */
public final class SynonymRandomProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "synonym-random",
        Knowledge.NOTHING,
        "WordNet synonyms for random words",
        "share of the words",
        "Mozhegova et al. 2025, section 3.4",
        AttackOption.budget("fraction", 0.4, "share of the words changed, in (0, 1]"));
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return SynonymReplacing.random(options.number("fraction"));
  }
}
