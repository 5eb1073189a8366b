package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.NearestWordReplacing;
import io.gauntlet.model.Capability;
import java.util.Set;

/** {@code textfooler:fraction=0.4}. */
public final class TextFoolerProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "textfooler",
        Knowledge.WHITE_BOX,
        "the nearest words in the victim's own space; meaning may not be kept",
        "share of the words, queries",
        "TextFooler, Jin et al. 2020, algorithm 1",
        TextOptions.fraction(0.4),
        AttackOption.count("neighbours", 50, "most candidates a word, at least 1"),
        AttackOption.number("min-cosine", 0, "least cosine of a candidate, in [-1, 1]"),
        TextOptions.MAX_QUERIES,
        TextOptions.PROTECT,
        TextOptions.SAME_PART_OF_SPEECH);
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.WORD_VECTORS);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return new NearestWordReplacing(
        options.count("neighbours"),
        options.number("min-cosine"),
        TextOptions.meaningful(options),
        TextOptions.fraction(options),
        TextOptions.maxQueries(options));
  }
}
