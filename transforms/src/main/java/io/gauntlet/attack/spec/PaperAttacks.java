package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;

/** The attacks of Mozhegova et al. 2025 in the canonical text that Gauntlet has for them. */
public final class PaperAttacks {
  /** Fast gradient sign. */
  public static final String FGSM = "fgsm:epsilon=0.03";

  /** Fast gradient sign with the larger budget. */
  public static final String STRONG_FGSM = "fgsm:epsilon=0.2";

  /** Projected gradient descent. */
  public static final String PGD = "pgd:epsilon=0.03:steps=10";

  /** Projected gradient descent with the larger budget, also the attack of Table 3. */
  public static final String STRONG_PGD = "pgd:epsilon=0.2:steps=10";

  /** Projected gradient descent with epsilon 8/255, the attack of Table 2. */
  public static final String TABLE_2_PGD = "pgd:epsilon=0.03137254901960784:steps=10";

  /** Synonyms for the words that count most, all that WordNet has. */
  public static final String SYNONYMS = "synonym-greedy:fraction=0.4:plausible=off";

  /** Half of the words removed. */
  public static final String DELETION = "half-sentence-deletion:fraction=0.5";

  private PaperAttacks() {}

  /** The eleven rows of Table 1, in the order of the paper. */
  public static ImmutableList<String> table1() {
    return ImmutableList.of(
        Clean.NAME,
        FGSM,
        STRONG_FGSM,
        PGD,
        STRONG_PGD,
        SYNONYMS,
        DELETION,
        FGSM + "+" + SYNONYMS,
        PGD + "+" + SYNONYMS,
        FGSM + "+" + DELETION,
        PGD + "+" + DELETION);
  }

  /** The attacks of Tables 2 and 3, whose images are shown to other victims. */
  public static ImmutableList<String> transfers() {
    return ImmutableList.of(TABLE_2_PGD, STRONG_PGD);
  }
}
