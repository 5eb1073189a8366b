package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.WordShuffle;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.ProtectedWords;
import java.util.List;

/** {@code word-shuffle:fraction=1}. */
public final class WordShuffleProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "word-shuffle",
        Knowledge.NOTHING,
        "random words of a sentence in another order",
        "share of the words",
        "a control",
        TextOptions.fraction(1),
        AttackOption.choice(
            "protect",
            List.of("negations-and-numbers", "nothing"),
            "words whose sentence stays; with nothing the label may no longer hold"),
        TextOptions.DRAW,
        TextOptions.WORST_OF);
  }

  @Override
  public Knowledge knowledge(AttackOptions options) {
    return TextOptions.knowledge(options);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    Constraint constraint =
        TextOptions.protects(options) ? ProtectedWords.inWholeSentences() : Constraint.none();
    return TextOptions.drawn(new WordShuffle(constraint, TextOptions.fraction(options)), options);
  }
}
