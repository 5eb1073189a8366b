package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.WordDeletion;
import java.util.List;

/** {@code half-sentence-deletion:fraction=0.5}. */
public final class HalfSentenceDeletionProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "half-sentence-deletion",
        Knowledge.NOTHING,
        "removes random words, any of them alike",
        "share of the words",
        "Mozhegova et al. 2025, section 3.4",
        AttackOption.budget("fraction", 0.5, "share of the words removed, in (0, 1]"),
        AttackOption.choice(
            "protect",
            List.of("nothing", "negations-and-numbers"),
            "words that stay; with nothing the label may no longer hold"),
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
