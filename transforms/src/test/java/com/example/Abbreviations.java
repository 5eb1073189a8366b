package com.example;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.attack.text.TextOptions;
import io.gauntlet.attack.text.search.GreedyWordSearch;
import io.gauntlet.attack.text.search.SearchSpace;
import io.gauntlet.attack.text.search.WordImportance;
import java.util.List;
import java.util.Map;

/** An attack on words from another jar: abbreviations that radiologists write. */
public final class Abbreviations implements TextAttackProvider {
  private static final Map<String, List<String>> SHORT =
      Map.of("without", List.of("w/o"), "within", List.of("w/in"), "normal", List.of("nl", "wnl"));

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
            "abbreviations",
            AttackDescription.AttackerKnowledge.SCORES,
            "abbreviations for the words that count most",
            "share of the words, queries",
            "an example",
            TextOptions.fraction(0.4),
            TextOptions.MAX_QUERIES,
            TextOptions.PROTECT)
        .withRevision(2);
  }

  @Override
  public ThreatModel threat(AttackOptions options) {
    return TextOptions.threat(TextAttackProvider.super.threat(options), options);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    SearchSpace space =
        new SearchSpace(
            (words, i) -> SHORT.getOrDefault(words.get(i), List.of()),
            TextOptions.protectedWords(options),
            TextOptions.fraction(options));
    return new GreedyWordSearch(space, WordImportance.DELETION, TextOptions.maxQueries(options));
  }
}
