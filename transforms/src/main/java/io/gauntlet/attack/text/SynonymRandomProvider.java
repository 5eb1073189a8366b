package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.RandomWordSearch;
import io.gauntlet.attack.text.search.SearchSpace;
import io.gauntlet.attack.text.words.WordNetSynonyms;

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
        TextOptions.fraction(0.4),
        TextOptions.PROTECT,
        TextOptions.ANY_PART_OF_SPEECH,
        TextOptions.DRAW,
        TextOptions.WORST_OF);
  }

  @Override
  public Knowledge knowledge(AttackOptions options) {
    return TextOptions.knowledge(options);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return TextOptions.drawn(new RandomWordSearch(synonyms(options)), options);
  }

  /** WordNet synonyms of words that are neither stop words nor protected. */
  static SearchSpace synonyms(AttackOptions options) {
    return new SearchSpace(
        new WordNetSynonyms(), TextOptions.meaningful(options), TextOptions.fraction(options));
  }
}
