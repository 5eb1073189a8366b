package io.gauntlet.attack.text;

import static io.gauntlet.attack.text.TextOptions.ANY_PART_OF_SPEECH;
import static io.gauntlet.attack.text.TextOptions.DRAW;
import static io.gauntlet.attack.text.TextOptions.MAX_QUERIES;
import static io.gauntlet.attack.text.TextOptions.PLAUSIBLE;
import static io.gauntlet.attack.text.TextOptions.PLAUSIBLE_IF_ASKED;
import static io.gauntlet.attack.text.TextOptions.PROTECT;
import static io.gauntlet.attack.text.TextOptions.PROTECT_NOTHING;
import static io.gauntlet.attack.text.TextOptions.PROTECT_SENTENCES;
import static io.gauntlet.attack.text.TextOptions.SAME_PART_OF_SPEECH;
import static io.gauntlet.attack.text.TextOptions.WORST_OF;
import static io.gauntlet.attack.text.TextOptions.drawn;
import static io.gauntlet.attack.text.TextOptions.fraction;
import static io.gauntlet.attack.text.TextOptions.likely;
import static io.gauntlet.attack.text.TextOptions.maxQueries;
import static io.gauntlet.attack.text.TextOptions.protectedSentences;
import static io.gauntlet.attack.text.TextOptions.protectedWords;
import static io.gauntlet.attack.text.TextOptions.removed;
import static io.gauntlet.attack.text.TextOptions.synonyms;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.text.search.GreedyWordSearch;
import io.gauntlet.attack.text.search.HotFlip;
import io.gauntlet.attack.text.search.RandomWordSearch;
import io.gauntlet.attack.text.search.SaliencySearch;
import io.gauntlet.attack.text.search.SearchSpace;
import io.gauntlet.attack.text.search.VictimWordSearch;
import io.gauntlet.attack.text.search.WordDeletion;
import io.gauntlet.attack.text.search.WordImportance;
import io.gauntlet.attack.text.search.WordShuffle;
import io.gauntlet.attack.text.words.StopWords;
import io.gauntlet.attack.text.words.Typo;
import io.gauntlet.attack.text.words.Typos;
import io.gauntlet.attack.text.words.WordLength;
import io.gauntlet.model.Capability;
import java.util.stream.Stream;

/**
 * The attacks on words that are built in: what each says of itself, and how it is made of its
 * options. An attack is added with one value here, and its place in {@link #all}.
 */
public final class TextAttacks {
  private static final TextRecipe HALF_SENTENCE_DELETION =
      new TextRecipe(
          AttackDescription.of(
              "half-sentence-deletion",
              AttackerKnowledge.NOTHING,
              "removes random words, any of them alike",
              "share of the words",
              "Mozhegova et al. 2025, section 3.4",
              removed(0.5),
              PROTECT_NOTHING,
              DRAW,
              WORST_OF),
          options -> drawn(new WordDeletion(protectedWords(options), fraction(options)), options));

  private static final TextRecipe RANDOM_DELETION =
      new TextRecipe(
              AttackDescription.of(
                  "random-deletion",
                  AttackerKnowledge.NOTHING,
                  "removes a few random words",
                  "share of the words",
                  "a control",
                  removed(0.1),
                  PROTECT,
                  DRAW,
                  WORST_OF),
              options ->
                  drawn(new WordDeletion(protectedWords(options), fraction(options)), options))
          .changingMeaning();

  private static final TextRecipe WORD_SHUFFLE =
      new TextRecipe(
          AttackDescription.of(
              "word-shuffle",
              AttackerKnowledge.NOTHING,
              "random words of a sentence in another order",
              "share of the words",
              "a control",
              fraction(1),
              PROTECT_SENTENCES,
              DRAW,
              WORST_OF),
          options ->
              drawn(new WordShuffle(protectedSentences(options), fraction(options)), options));

  private static final TextRecipe SYNONYM_RANDOM =
      new TextRecipe(
          AttackDescription.of(
              "synonym-random",
              AttackerKnowledge.NOTHING,
              "synonyms that reports use for random words",
              "share of the words",
              "Mozhegova et al. 2025, section 3.4",
              fraction(0.4),
              PROTECT,
              PLAUSIBLE,
              ANY_PART_OF_SPEECH,
              DRAW,
              WORST_OF),
          options -> drawn(new RandomWordSearch(synonyms(options)), options));

  private static final TextRecipe SYNONYM_GREEDY =
      new TextRecipe(
          AttackDescription.of(
              "synonym-greedy",
              AttackerKnowledge.SCORES,
              "synonyms that reports use for the words that count most",
              "share of the words, queries",
              "Mozhegova et al. 2025, section 3.4",
              fraction(0.4),
              MAX_QUERIES,
              PROTECT,
              PLAUSIBLE,
              ANY_PART_OF_SPEECH),
          options ->
              new GreedyWordSearch(synonyms(options), WordImportance.UNKNOWN, maxQueries(options)));

  private static final TextRecipe PWWS =
      new TextRecipe(
          AttackDescription.of(
              "pwws",
              AttackerKnowledge.SCORES,
              "synonyms that reports use by probability-weighted word saliency",
              "share of the words, queries",
              "PWWS, Ren et al. 2019, algorithm 1",
              fraction(0.4),
              MAX_QUERIES,
              PROTECT,
              PLAUSIBLE,
              ANY_PART_OF_SPEECH),
          options -> new SaliencySearch(synonyms(options), maxQueries(options)));

  private static final TextRecipe CHAR_TYPO =
      new TextRecipe(
          AttackDescription.of(
              "char-typo",
              AttackerKnowledge.SCORES,
              "misspellings of the words that count most",
              "share of the words, queries",
              "DeepWordBug, Gao et al. 2018, section III",
              fraction(0.4),
              AttackOption.choice("edit", Typo.names(), "which of the four edits are tried"),
              AttackOption.count("min-length", 2, "least letters of a word that is misspelled"),
              MAX_QUERIES,
              PROTECT),
          options ->
              new GreedyWordSearch(
                  new SearchSpace(
                      new Typos(Typo.named(options.name("edit")), 0),
                      new StopWords()
                          .and(protectedWords(options))
                          .and(new WordLength(options.count("min-length"))),
                      fraction(options)),
                  WordImportance.HEAD_AND_TAIL,
                  maxQueries(options)));

  private static final TextRecipe TEXTFOOLER =
      new TextRecipe(
              AttackDescription.of(
                  "textfooler",
                  AttackerKnowledge.WHITE_BOX,
                  "the nearest words in the victim's own space; meaning may not be kept",
                  "share of the words, queries",
                  "TextFooler, Jin et al. 2020, algorithm 1",
                  fraction(0.4),
                  AttackOption.count("neighbours", 50, "most candidates a word, at least 1"),
                  AttackOption.number("min-cosine", 0, "least cosine of a candidate, in [-1, 1]"),
                  MAX_QUERIES,
                  PROTECT,
                  PLAUSIBLE_IF_ASKED,
                  SAME_PART_OF_SPEECH),
              options ->
                  new VictimWordSearch(
                      VictimWordSearch.nearest(
                          options.count("neighbours"), options.number("min-cosine")),
                      likely(options),
                      fraction(options),
                      maxQueries(options)))
          .needing(Capability.WORD_VECTORS)
          .changingMeaning();

  private static final TextRecipe MASKED_LM =
      new TextRecipe(
              AttackDescription.of(
                  "masked-lm",
                  AttackerKnowledge.WHITE_BOX,
                  "words that the encoder's masked language model finds likely; meaning may not be kept",
                  "share of the words, queries",
                  "BAE-R, Garg and Ramakrishnan 2020; BERT-Attack, Li et al. 2020",
                  fraction(0.4),
                  AttackOption.count("candidates", 50, "most candidates a word, at least 1"),
                  MAX_QUERIES,
                  PROTECT,
                  PLAUSIBLE_IF_ASKED,
                  SAME_PART_OF_SPEECH),
              options ->
                  new VictimWordSearch(
                      VictimWordSearch.likely(options.count("candidates"), likely(options)),
                      likely(options),
                      fraction(options),
                      maxQueries(options)))
          .needing(Capability.MASKED_WORDS)
          .changingMeaning();

  private static final TextRecipe HOTFLIP =
      new TextRecipe(
              AttackDescription.of(
                  "hotflip",
                  AttackerKnowledge.WHITE_BOX,
                  "the flips of words that the gradient says hurt most; meaning is not kept",
                  "share of the words, queries",
                  "HotFlip, Ebrahimi et al. 2018, sections 3.1 and 5",
                  fraction(0.4),
                  AttackOption.count("candidates", 10, "flips scored a step, at least 1"),
                  AttackOption.number("min-cosine", -1, "least cosine of a candidate, in [-1, 1]"),
                  MAX_QUERIES,
                  PROTECT,
                  PLAUSIBLE_IF_ASKED,
                  SAME_PART_OF_SPEECH),
              options ->
                  new HotFlip(
                      options.count("candidates"),
                      options.number("min-cosine"),
                      likely(options),
                      fraction(options),
                      maxQueries(options)))
          .changingMeaning();

  /**
   * In the second, words that deny a finding are protected as negations are, and so are Roman
   * numerals and marks of de-identification; synonyms are those that reports use.
   */
  private static final int REVISION = 2;

  private TextAttacks() {}

  /** All of them. */
  public static ImmutableList<TextAttackProvider> all() {
    return Stream.concat(
            Stream.of(
                    HALF_SENTENCE_DELETION,
                    RANDOM_DELETION,
                    WORD_SHUFFLE,
                    SYNONYM_RANDOM,
                    SYNONYM_GREEDY,
                    PWWS,
                    CHAR_TYPO,
                    TEXTFOOLER,
                    MASKED_LM,
                    HOTFLIP)
                .map(attack -> attack.withRevision(REVISION)),
            TextControls.all().stream())
        .collect(ImmutableList.toImmutableList());
  }
}
