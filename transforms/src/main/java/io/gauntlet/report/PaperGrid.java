package io.gauntlet.report;

import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.PaperAttacks;
import java.util.List;
import java.util.Optional;

/** The experiments of Mozhegova et al. 2025 in the names that Gauntlet has for them. */
public final class PaperGrid {
  /** The victim called VisionBERT_EarlyFusion in the paper. */
  public static final String EARLY = "early-fusion";

  /** The victim called VisionBERT_LateFusion in the paper. */
  public static final String LATE = "late-fusion";

  /** The victim called VisionBERT_EnsembleFusion in the paper. */
  public static final String ENSEMBLE = "ensemble";

  /** The victim that sees pictures only. */
  public static final String IMAGE = "image";

  /** The victim that sees words only. */
  public static final String TEXT = "text";

  /** The attack of Table 2, with epsilon 8/255. */
  public static final String TABLE_2_ATTACK = PaperAttacks.TABLE_2_PGD;

  /** The attack of Table 3. */
  public static final String TABLE_3_ATTACK = PaperAttacks.STRONG_PGD;

  private static final List<Row> TABLE_1 =
      List.of(
          new Row("No attack", "none", AttackSpec.clean().toString(), Optional.empty()),
          image("FGSM, ε=0.03", "fgsm eps=0.03", PaperAttacks.FGSM),
          image("FGSM, ε=0.2", "fgsm eps=0.2", PaperAttacks.STRONG_FGSM),
          image("PGD, ε=0.03, steps=10", "pgd eps=0.03 steps=10", PaperAttacks.PGD),
          image("PGD, ε=0.2, steps=10", "pgd eps=0.2 steps=10", PaperAttacks.STRONG_PGD),
          text("Synonym replacing", "synonym replacing", PaperAttacks.SYNONYMS),
          text("Half-sentence deleting", "half-sentence deleting", PaperAttacks.DELETION),
          new Row(
              "FGSM (ε=0.03) + synonym replacing",
              "fgsm eps=0.03 + synonym replacing",
              PaperAttacks.FGSM + "+" + PaperAttacks.SYNONYMS,
              Optional.empty()),
          new Row(
              "PGD (ε=0.03) + synonym replacing",
              "pgd eps=0.03 + synonym replacing",
              PaperAttacks.PGD + "+" + PaperAttacks.SYNONYMS,
              Optional.empty()),
          new Row(
              "FGSM (ε=0.03) + half-sentence deleting",
              "fgsm eps=0.03 + half-sentence deleting",
              PaperAttacks.FGSM + "+" + PaperAttacks.DELETION,
              Optional.empty()),
          new Row(
              "PGD (ε=0.03) + half-sentence deleting",
              "pgd eps=0.03 + half-sentence deleting",
              PaperAttacks.PGD + "+" + PaperAttacks.DELETION,
              Optional.empty()));

  /**
   * A row of Table 1.
   *
   * @param label for people
   * @param paperAttack the attack as {@code paper-tables.csv} names it
   * @param attack canonical attack
   * @param unimodal the victim in brackets; empty where the paper has no brackets
   */
  public record Row(String label, String paperAttack, String attack, Optional<String> unimodal) {}

  private PaperGrid() {}

  /** The eleven rows of Table 1, in the order of the paper. */
  public static List<Row> table1() {
    return TABLE_1;
  }

  /** The fused victims, in the order of the paper's columns. */
  public static List<String> fusedVictims() {
    return List.of(EARLY, LATE, ENSEMBLE);
  }

  /** How the paper calls a fused victim, without the prefix that all of them have. */
  public static String heading(String victim) {
    return switch (victim) {
      case EARLY -> "EarlyFusion";
      case LATE -> "LateFusion";
      case ENSEMBLE -> "EnsembleFusion";
      default -> victim;
    };
  }

  /** The row of Table 1 for a canonical attack; empty when the paper has none. */
  public static Optional<Row> row(String attack) {
    return TABLE_1.stream().filter(row -> row.attack().equals(attack)).findFirst();
  }

  /** What people call a canonical attack: the label of its row, or its name spelled out. */
  static String label(String attack) {
    return attack.equals(TABLE_2_ATTACK)
        ? "PGD, ε=8/255, steps=10"
        : row(attack).map(Row::label).orElseGet(() -> AttackLabel.spelled(attack));
  }

  private static Row image(String label, String paperAttack, String attack) {
    return new Row(label, paperAttack, attack, Optional.of(IMAGE));
  }

  private static Row text(String label, String paperAttack, String attack) {
    return new Row(label, paperAttack, attack, Optional.of(TEXT));
  }
}
