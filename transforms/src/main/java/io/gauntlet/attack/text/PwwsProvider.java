package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.SaliencySearch;

/** {@code pwws:fraction=0.4}. */
public final class PwwsProvider implements TextAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "pwws",
        Knowledge.SCORES,
        "WordNet synonyms by probability-weighted word saliency",
        "share of the words, queries",
        "PWWS, Ren et al. 2019, algorithm 1",
        TextOptions.fraction(0.4),
        TextOptions.MAX_QUERIES,
        TextOptions.PROTECT,
        TextOptions.ANY_PART_OF_SPEECH);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    return new SaliencySearch(
        SynonymRandomProvider.synonyms(options), TextOptions.maxQueries(options));
  }
}
