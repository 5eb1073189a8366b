package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.GreedyWordSearch;
import io.gauntlet.attack.text.search.SearchSpace;
import io.gauntlet.attack.text.search.WordImportance;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.StopWords;
import io.gauntlet.attack.text.words.Typo;
import io.gauntlet.attack.text.words.Typos;
import io.gauntlet.attack.text.words.WordLength;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code char-typo:fraction=0.4}. */
public final class CharTypoProvider implements TextAttackProvider {
  private static final String EDIT = "edit";
  private static final String ALL = "all";
  private static final List<String> EDITS =
      Stream.concat(Stream.of(ALL), Arrays.stream(Typo.values()).map(CharTypoProvider::name))
          .toList();

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "char-typo",
        Knowledge.SCORES,
        "misspellings of the words that count most",
        "share of the words, queries",
        "DeepWordBug, Gao et al. 2018, section III",
        TextOptions.fraction(0.4),
        AttackOption.choice(EDIT, EDITS, "which of the four edits are tried"),
        AttackOption.count("min-length", 2, "least letters of a word that is misspelled"),
        TextOptions.MAX_QUERIES,
        TextOptions.PROTECT);
  }

  @Override
  public TextAttack create(AttackOptions options) {
    String edit = options.name(EDIT);
    List<Typo> edits =
        Arrays.stream(Typo.values())
            .filter(typo -> edit.equals(ALL) || edit.equals(name(typo)))
            .toList();
    Constraint constraint =
        new StopWords()
            .and(TextOptions.unprotected(options))
            .and(new WordLength(options.count("min-length")));
    return new GreedyWordSearch(
        new SearchSpace(new Typos(edits, 0), constraint, TextOptions.fraction(options)),
        WordImportance.HEAD_AND_TAIL,
        TextOptions.maxQueries(options));
  }

  private static String name(Typo typo) {
    return typo.name().toLowerCase(Locale.ROOT);
  }
}
