package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;

/**
 * Words, pictures and words again, each attacked before the other as it was left: {@code
 * alternating(pgd+synonym-greedy)}. Both start from the clean study every time, so that both
 * budgets are kept. The pair with the lowest margin on the way is what counts, for each study.
 *
 * <p>The order is that of SGA (Lu et al. 2023, section 3.3): stronger than Co-Attack (Zhang et al.
 * 2022), which starts one-sided.
 *
 * @param image the attack on the pixels
 * @param text the attack on the words
 * @param rounds times that pictures and words are attacked after the first words, at least 1
 */
public record Alternating(AttackPart image, AttackPart text, int rounds) implements AttackSpec {
  /** The option that says how many rounds. */
  static final String ROUNDS = "rounds";

  /** What it is, for users. */
  public static final AttackDescription DESCRIPTION =
      AttackDescription.of(
          "alternating",
          Knowledge.SCORES,
          "words, pictures, words, each before the other as it was left: alternating(pgd+pwws)",
          "those of both",
          "Lu et al. 2023 (SGA), section 3.3",
          AttackOption.count(ROUNDS, 1, "times that pictures and words follow, at least 1"));

  /** Checks the range. */
  public Alternating {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds is " + rounds + "; give at least 1");
    }
  }

  @Override
  public boolean changesPictures() {
    return true;
  }

  @Override
  public boolean changesWords() {
    return true;
  }

  @Override
  public String toString() {
    String options = rounds == 1 ? "" : ":" + ROUNDS + "=" + rounds;
    return DESCRIPTION.name() + options + "(" + image + "+" + text + ")";
  }
}
