package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.HotFlip;

/** {@code hotflip:fraction=0.4}. */
public final class HotFlipProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "hotflip",
        Knowledge.WHITE_BOX,
        "the flips of words that the gradient says hurt most; meaning is not kept",
        "share of the words, queries",
        "HotFlip, Ebrahimi et al. 2018, sections 3.1 and 5",
        TextOptions.fraction(0.4),
        AttackOption.count("candidates", 10, "flips scored a step, at least 1"),
        AttackOption.number("min-cosine", -1, "least cosine of a candidate, in [-1, 1]"),
        TextOptions.MAX_QUERIES,
        TextOptions.PROTECT,
        TextOptions.SAME_PART_OF_SPEECH);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return new HotFlip(
        options.count("candidates"),
        options.number("min-cosine"),
        TextOptions.meaningful(options),
        TextOptions.fraction(options),
        TextOptions.maxQueries(options));
  }
}
