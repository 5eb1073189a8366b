package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.WordDeletion;

/** {@code random-deletion:fraction=0.1}. */
public final class RandomDeletionProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "random-deletion",
        Knowledge.NOTHING,
        "removes a few random words",
        "share of the words",
        "a control",
        AttackOption.budget("fraction", 0.1, "share of the words removed, in (0, 1]"),
        TextOptions.PROTECT,
        TextOptions.DRAW,
        TextOptions.WORST_OF);
  }

  @Override
  public Knowledge knowledge(AttackOptions options) {
    return TextOptions.knowledge(options);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return TextOptions.drawn(
        new WordDeletion(TextOptions.unprotected(options), TextOptions.fraction(options)), options);
  }
}
