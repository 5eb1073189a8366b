package io.gauntlet.attack.text;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.text.search.WorstDraw;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.NoOpposites;
import io.gauntlet.attack.text.words.ProtectedWords;
import io.gauntlet.attack.text.words.SamePartOfSpeech;
import io.gauntlet.attack.text.words.StopWords;
import java.util.List;

/** Options that several attacks on words share, and what they stand for. */
final class TextOptions {
  static final AttackOption MAX_QUERIES =
      AttackOption.count("max-queries", 0, "most captions scored a study, 0 for no limit");

  static final AttackOption PROTECT =
      AttackOption.choice(
          "protect",
          List.of("negations-and-numbers", "nothing"),
          "words that stay; with nothing the label may no longer hold");

  static final AttackOption ANY_PART_OF_SPEECH = partOfSpeech("any", "same");
  static final AttackOption SAME_PART_OF_SPEECH = partOfSpeech("same", "any");

  static final AttackOption DRAW =
      AttackOption.count("draw", 1, "which of many independent draws, for a mean over them");

  static final AttackOption WORST_OF =
      AttackOption.count("worst-of", 1, "draws a study, of which the worst is kept");

  private TextOptions() {}

  static AttackOption fraction(double standard) {
    return AttackOption.budget(
        "fraction", standard, "largest share of the words changed, in (0, 1]");
  }

  private static AttackOption partOfSpeech(String standard, String other) {
    return AttackOption.choice(
        "part-of-speech",
        List.of(standard, other),
        "whether a word keeps the part of speech that it has where it stands");
  }

  static double fraction(AttackOptions options) {
    return options.number("fraction");
  }

  static long maxQueries(AttackOptions options) {
    long most = options.count("max-queries");
    if (most < 0) {
      throw new IllegalArgumentException(
          "max-queries is " + most + "; give at least 1, or 0 for no limit");
    }
    return most == 0 ? Long.MAX_VALUE : most;
  }

  /** No stop words, and what {@link #PROTECT} and the part of speech say. */
  static Constraint meaningful(AttackOptions options) {
    Constraint constraint = new StopWords().and(unprotected(options));
    return options.name("part-of-speech").equals("same")
        ? constraint.and(new SamePartOfSpeech())
        : constraint;
  }

  /** What {@link #PROTECT} says. */
  static Constraint unprotected(AttackOptions options) {
    return protects(options) ? new ProtectedWords().and(new NoOpposites()) : Constraint.none();
  }

  static boolean protects(AttackOptions options) {
    return !options.name("protect").equals("nothing");
  }

  /**
   * Nothing, unless {@link #WORST_OF} makes an attack that draws ask which of its draws to keep.
   */
  static Knowledge knowledge(AttackOptions options) {
    return options.count("worst-of") == 1 ? Knowledge.NOTHING : Knowledge.SCORES;
  }

  /**
   * What {@link #DRAW} and {@link #WORST_OF} say of an attack that draws. The draw's number is in
   * the attack's name, from which the seeds come: nothing else is left to do for it.
   */
  static TextAttack drawn(TextAttack attack, AttackOptions options) {
    int draw = options.count("draw");
    if (draw < 1) {
      throw new IllegalArgumentException("draw is " + draw + "; give a number from 1");
    }
    int draws = options.count("worst-of");
    return draws == 1 ? attack : new WorstDraw(attack, draws);
  }
}
