package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.LikelyWordReplacing;
import io.gauntlet.model.Capability;
import java.util.Set;

/** {@code masked-lm:fraction=0.4}. */
public final class MaskedLmProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "masked-lm",
        Knowledge.WHITE_BOX,
        "words that the encoder's masked language model finds likely; meaning may not be kept",
        "share of the words, queries",
        "BAE-R, Garg and Ramakrishnan 2020; BERT-Attack, Li et al. 2020",
        TextOptions.fraction(0.4),
        AttackOption.count("candidates", 50, "most candidates a word, at least 1"),
        TextOptions.MAX_QUERIES,
        TextOptions.PROTECT,
        TextOptions.SAME_PART_OF_SPEECH);
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.MASKED_WORDS);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return new LikelyWordReplacing(
        options.count("candidates"),
        TextOptions.meaningful(options),
        TextOptions.fraction(options),
        TextOptions.maxQueries(options));
  }
}
