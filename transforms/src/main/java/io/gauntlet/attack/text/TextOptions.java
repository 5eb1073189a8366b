package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.Budget.Measure;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.ThreatModel;
import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.text.search.SearchSpace;
import io.gauntlet.attack.text.search.WorstDraw;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.NoOpposites;
import io.gauntlet.attack.text.words.Plausible;
import io.gauntlet.attack.text.words.PlausibleSynonyms;
import io.gauntlet.attack.text.words.ProtectedWords;
import io.gauntlet.attack.text.words.SamePartOfSpeech;
import io.gauntlet.attack.text.words.StopWords;
import io.gauntlet.attack.text.words.WordNetSynonyms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Options that several attacks on words share, and what they stand for. An attack from a jar that
 * declares them has the same names, ranges and meanings as the built-in ones, and tells with {@link
 * #threat} what they change of its threat model.
 */
public final class TextOptions {
  private static final String NOTHING = "nothing";
  private static final String NEGATIONS_AND_NUMBERS = "negations-and-numbers";

  /** Most captions that are scored. */
  public static final AttackOption MAX_QUERIES =
      AttackOption.count("max-queries", 0, "most captions scored a study, 0 for no limit");

  /** Whether negations and numbers stay as they are; they do unless a user says otherwise. */
  public static final AttackOption PROTECT =
      AttackOption.choice(
          "protect",
          List.of(NEGATIONS_AND_NUMBERS, NOTHING),
          "words that stay; with nothing the label may no longer hold");

  /** {@link #PROTECT} for an attack that by default changes negations and numbers too. */
  public static final AttackOption PROTECT_NOTHING =
      AttackOption.choice(
          "protect",
          List.of(NOTHING, NEGATIONS_AND_NUMBERS),
          "words that stay; with nothing the label may no longer hold");

  /** Whether the whole sentence of a negation or number stays. */
  public static final AttackOption PROTECT_SENTENCES =
      AttackOption.choice(
          "protect",
          List.of(NEGATIONS_AND_NUMBERS, NOTHING),
          "words whose sentence stays; with nothing the label may no longer hold");

  /** Whether a word keeps its part of speech; it need not unless a user says so. */
  public static final AttackOption ANY_PART_OF_SPEECH = partOfSpeech("any", "same");

  /** {@link #ANY_PART_OF_SPEECH} for an attack that by default keeps the part of speech. */
  public static final AttackOption SAME_PART_OF_SPEECH = partOfSpeech("same", "any");

  /** Whether a word becomes only what a reader of reports would let pass; it does by default. */
  public static final AttackOption PLAUSIBLE = plausible("on", "off");

  /** {@link #PLAUSIBLE} for an attack that by default takes any word. */
  public static final AttackOption PLAUSIBLE_IF_ASKED = plausible("off", "on");

  /** Which of many draws a random attack makes. */
  public static final AttackOption DRAW =
      AttackOption.count("draw", 1, "which of many independent draws, for a mean over them");

  /** How many draws a random attack makes for each study. */
  public static final AttackOption WORST_OF =
      AttackOption.count("worst-of", 1, "draws a study, of which the worst is kept");

  private TextOptions() {}

  /** The largest share of a caption's words that change. */
  public static AttackOption fraction(double standard) {
    return AttackOption.budget(
            "fraction", standard, "largest share of the words changed, in (0, 1]")
        .bounding(Measure.WORDS);
  }

  /** The share of a caption's words that are removed; it is read as {@link #fraction} too. */
  public static AttackOption removed(double standard) {
    return AttackOption.budget("fraction", standard, "share of the words removed, in (0, 1]")
        .bounding(Measure.WORDS);
  }

  private static AttackOption partOfSpeech(String standard, String other) {
    return AttackOption.choice(
        "part-of-speech",
        List.of(standard, other),
        "whether a word keeps the part of speech that it has where it stands");
  }

  private static AttackOption plausible(String standard, String other) {
    return AttackOption.choice(
        "plausible",
        List.of(standard, other),
        "whether words become those of the training reports and of the lexicon alone");
  }

  /**
   * Whether an attack with its options set asks which words the reports of a cohort are written
   * with, so that its outcomes depend on them.
   */
  public static boolean readsReportWords(AttackOptions options) {
    return "on".equals(options.values().get(PLAUSIBLE.name()));
  }

  /** The same options of an attack that takes any word, however reports are written. */
  public static AttackOptions ofAnyWord(AttackDescription description, AttackOptions options) {
    Map<String, String> values = new TreeMap<>(options.values());
    values.replace(PLAUSIBLE.name(), "off");
    return AttackOptions.of(description.options(), values);
  }

  private static boolean isPlausible(AttackOptions options) {
    return options.name(PLAUSIBLE.name()).equals("on");
  }

  /** What {@link #fraction(double)} or {@link #removed} says. */
  public static double fraction(AttackOptions options) {
    return options.number("fraction");
  }

  /** What {@link #MAX_QUERIES} says; {@link Long#MAX_VALUE} for no limit. */
  public static long maxQueries(AttackOptions options) {
    long most = options.count("max-queries");
    if (most < 0) {
      throw new IllegalArgumentException(
          "max-queries is " + most + "; give at least 1, or 0 for no limit");
    }
    return most == 0 ? Long.MAX_VALUE : most;
  }

  /** No stop words, and what {@link #PROTECT} and the part of speech say. */
  public static Constraint meaningful(AttackOptions options) {
    Constraint constraint = new StopWords().and(protectedWords(options));
    return options.name("part-of-speech").equals("same")
        ? constraint.and(new SamePartOfSpeech())
        : constraint;
  }

  /** What {@link #meaningful} says, and {@link #PLAUSIBLE}. */
  public static Constraint likely(AttackOptions options) {
    return isPlausible(options) ? meaningful(options).and(new Plausible()) : meaningful(options);
  }

  /**
   * Synonyms of words that are neither stop words nor protected: of the lexicon and the first
   * senses of WordNet, as far as the cohort knows them, or any of WordNet.
   */
  public static SearchSpace synonyms(AttackOptions options) {
    return new SearchSpace(
        isPlausible(options) ? new PlausibleSynonyms() : new WordNetSynonyms(),
        meaningful(options),
        fraction(options));
  }

  /** Keeps the words that {@link #PROTECT} names. */
  public static Constraint protectedWords(AttackOptions options) {
    return protects(options) ? new ProtectedWords().and(new NoOpposites()) : Constraint.none();
  }

  /** Keeps the sentences that {@link #PROTECT_SENTENCES} names. */
  public static Constraint protectedSentences(AttackOptions options) {
    return protects(options) ? ProtectedWords.inWholeSentences() : Constraint.none();
  }

  private static boolean protects(AttackOptions options) {
    return !options.name(PROTECT.name()).equals(NOTHING);
  }

  /**
   * The threat model of an attack with its options set: without protected words a negation may go,
   * and with it the class; and an attack that draws asks for scores when {@link #WORST_OF} makes it
   * keep one of its draws.
   *
   * @param declared what the attack says of itself whatever these options are
   */
  public static ThreatModel threat(ThreatModel declared, AttackOptions options) {
    Map<String, String> set = options.values();
    String draws = set.getOrDefault(WORST_OF.name(), WORST_OF.standard());
    return new ThreatModel(
        draws.equals(WORST_OF.standard()) ? declared.knowledge() : AttackerKnowledge.SCORES,
        declared.needs(),
        declared.budget(),
        NOTHING.equals(set.get(PROTECT.name())) ? Truth.MAY_CHANGE : declared.truth());
  }

  /**
   * What {@link #DRAW} and {@link #WORST_OF} say of an attack that draws. The draw's number is in
   * the attack's name, from which the seeds come: nothing else is left to do for it.
   */
  public static TextAttack drawn(TextAttack attack, AttackOptions options) {
    int draw = options.count("draw");
    if (draw < 1) {
      throw new IllegalArgumentException("draw is " + draw + "; give a number from 1");
    }
    int draws = options.count("worst-of");
    return draws == 1 ? attack : new WorstDraw(attack, draws);
  }
}
