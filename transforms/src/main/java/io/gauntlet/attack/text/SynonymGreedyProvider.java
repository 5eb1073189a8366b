package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.GreedyWordSearch;
import io.gauntlet.attack.text.search.WordImportance;

/** {@code synonym-greedy:fraction=0.4}. */
public final class SynonymGreedyProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "synonym-greedy",
        Knowledge.SCORES,
        "WordNet synonyms for the words that count most",
        "share of the words, queries",
        "Mozhegova et al. 2025, section 3.4",
        TextOptions.fraction(0.4),
        TextOptions.MAX_QUERIES,
        TextOptions.PROTECT,
        TextOptions.ANY_PART_OF_SPEECH);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return new GreedyWordSearch(
        SynonymRandomProvider.synonyms(options),
        WordImportance.UNKNOWN,
        TextOptions.maxQueries(options));
  }
}
