package io.gauntlet.score.warnings;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.stats.Replicates;
import java.util.List;

/** Looks for one sign of a false sense of security. */
interface FalseSecurityCheck {
  /** A check that looks at thousands of pairs must not cry at one in twenty. */
  double CHANCE = 0.001;

  /** Less than a point matters to no one. */
  double LEAST_DIFFERENCE = 0.01;

  /**
   * Looks at one victim.
   *
   * @param cells of the victim
   */
  List<FalseSecurityWarning> look(List<AttackCell> cells);

  /**
   * Whether a black box, or noise, breaks more than every white box whose gradients could tell of it:
   * one that may change less, and breaks as much all the same, shows that the gradients lead
   * somewhere, though a longer step may lead too far.
   */
  static boolean beatsEveryShorter(AttackCell strong, List<AttackCell> cells) {
    return cells.stream()
        .filter(cell -> cell.isOnImages() && cell.isWhiteBox() && cell.hasNoMoreThan(strong))
        .allMatch(shorter -> isStronger(strong, shorter));
  }

  /** Whether an attack breaks more than another beyond chance, study by study. */
  static boolean isStronger(AttackCell strong, AttackCell weak) {
    Replicates difference = strong.success().minus(weak.success());
    return difference.value() >= LEAST_DIFFERENCE && difference.pOfNotAboveZero() < CHANCE;
  }
}
