package io.gauntlet.report.paper;

import com.google.common.collect.Streams;
import io.gauntlet.attack.spec.PaperAttacks;
import io.gauntlet.records.AttackValues;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScoredAttack;
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

  /** The victim that sees images only. */
  public static final String IMAGE = "image";

  /** The victim that sees words only. */
  public static final String TEXT = "text";

  private static final List<Line> LINES =
      List.of(
          fused("No attack", "none"),
          image("FGSM, ε=0.03", "fgsm eps=0.03"),
          image("FGSM, ε=0.2", "fgsm eps=0.2"),
          image("PGD, ε=0.03, steps=10", "pgd eps=0.03 steps=10"),
          image("PGD, ε=0.2, steps=10", "pgd eps=0.2 steps=10"),
          text("Synonym replacing", "synonym replacing"),
          text("Half-sentence deleting", "half-sentence deleting"),
          fused("FGSM (ε=0.03) + synonym replacing", "fgsm eps=0.03 + synonym replacing"),
          fused("PGD (ε=0.03) + synonym replacing", "pgd eps=0.03 + synonym replacing"),
          fused("FGSM (ε=0.03) + half-sentence deleting", "fgsm eps=0.03 + half-sentence deleting"),
          fused("PGD (ε=0.03) + half-sentence deleting", "pgd eps=0.03 + half-sentence deleting"));

  private static final String TABLE_2_LABEL = "PGD, ε=8/255, steps=10";

  private static final PaperGrid PAPER = new PaperGrid();

  private final List<Row> table1;
  private final ScoredAttack table2Attack;
  private final ScoredAttack table3Attack;

  private PaperGrid() {
    AttackValues values = new AttackValues();
    List<ScoredAttack> attacks = scored(PaperAttacks.table1(), values);
    this.table1 =
        Streams.zip(
                LINES.stream(),
                attacks.stream(),
                (line, attack) ->
                    new Row(line.label(), line.paperAttack(), attack, line.unimodal()))
            .toList();
    List<ScoredAttack> transfers = scored(PaperAttacks.transfers(), values);
    this.table2Attack = transfers.get(0);
    this.table3Attack = transfers.get(1);
  }

  private static List<ScoredAttack> scored(List<String> attacks, AttackValues values) {
    return attacks.stream().map(attack -> ScoredAttack.of(attack, values.of(attack))).toList();
  }

  private record Line(String label, String paperAttack, Optional<String> unimodal) {}

  /**
   * A row of Table 1.
   *
   * @param label for people
   * @param paperAttack the attack as {@code paper-tables.csv} names it
   * @param attack the attack as values
   * @param unimodal the victim in brackets; empty where the paper has no brackets
   */
  public record Row(
      String label, String paperAttack, ScoredAttack attack, Optional<String> unimodal) {}

  /** The eleven rows of Table 1, in the order of the paper. */
  public static List<Row> table1() {
    return PAPER.table1;
  }

  /** The attack of Table 2, with epsilon 8/255. */
  public static ScoredAttack table2Attack() {
    return PAPER.table2Attack;
  }

  /** The attack of Table 3. */
  public static ScoredAttack table3Attack() {
    return PAPER.table3Attack;
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

  /** The row of Table 1 of an attack; empty when the paper has none. */
  public static Optional<Row> row(ScoredAttack attack) {
    return table1().stream().filter(row -> row.attack().isLike(attack)).findFirst();
  }

  /** The place of an attack in Table 1, from 0; after all rows when the paper has none. */
  public static int place(ScoredAttack attack) {
    return row(attack).map(table1()::indexOf).orElse(table1().size());
  }

  /** What people call an attack: the label of its row, or its name spelled out. */
  public static String label(ScoredAttack attack) {
    return attack.isLike(table2Attack())
        ? TABLE_2_LABEL
        : row(attack).map(Row::label).orElseGet(() -> AttackLabel.spelled(attack));
  }

  /** What people call the attack that a file names by its canonical text. */
  public static String label(String text) {
    return label(ScoredAttack.of(text, new AttackValues().of(text)));
  }

  /** What people call the attack of some cells; its canonical text where there is no cell. */
  public static String label(Scorecard scorecard, String attack) {
    return scorecard.attack(attack).map(PaperGrid::label).orElse(attack);
  }

  private static Line image(String label, String paperAttack) {
    return new Line(label, paperAttack, Optional.of(IMAGE));
  }

  private static Line text(String label, String paperAttack) {
    return new Line(label, paperAttack, Optional.of(TEXT));
  }

  private static Line fused(String label, String paperAttack) {
    return new Line(label, paperAttack, Optional.empty());
  }
}
