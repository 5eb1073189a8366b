package io.gauntlet.score.warnings;

import static java.util.stream.Collectors.groupingBy;

import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.tally.CellTallies;
import io.gauntlet.score.tally.CellTally;
import io.gauntlet.score.tally.DecisionCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for signs that a victim only seems robust (Athalye et al. 2018, section 3.1; Carlini et al.
 * 2019, section 4).
 *
 * <p>Two attacks are compared study by study, and differ when the difference is at least a point
 * and its p is below 0.001. Of attacks whose outcomes do not say what they know, only gradients and
 * budgets are looked at.
 */
public final class FalseSecurity {
  /** Fewer zero gradients than this share are those of studies beyond the loss's reach. */
  private static final double FEW = 0.01;

  private static final List<FalseSecurityCheck> CHECKS =
      List.of(
          new BlackBoxBeatsWhiteBox(),
          new SuccessFallsWithBudget(),
          new MoreStepsDoNotHelp(),
          new NoiseAsStrong());

  private FalseSecurity() {}

  /** Everything that was seen. */
  public static List<FalseSecurityWarning> warnings(CellTallies tallies) {
    List<FalseSecurityWarning> warnings = new ArrayList<>(MissingClass.warnings(tallies));
    warnings.addAll(InvalidOutcomes.warnings(tallies));
    warnings.addAll(ThresholdIsOff.warnings(tallies));
    tallies.keys().forEach(key -> gradients(key, tallies, warnings));
    cells(tallies).stream()
        .collect(groupingBy(cell -> cell.key().victim()))
        .values()
        .forEach(cells -> warnings.addAll(suspicions(cells)));
    return warnings;
  }

  /** What the attacks on one victim say of each other. */
  static List<FalseSecurityWarning> suspicions(List<AttackCell> cells) {
    return CHECKS.stream().flatMap(check -> check.look(cells).stream()).toList();
  }

  private static void gradients(
      CellKey key, CellTallies tallies, List<FalseSecurityWarning> warnings) {
    if (key.generator() != null) {
      return;
    }
    long all = tallies.count(key, CellTally::gradients);
    long zero = tallies.count(key, CellTally::zeroGradients);
    long notFinite = tallies.count(key, CellTally::nonFiniteGradients);
    if (zero > all * FEW) {
      warnings.add(
          FalseSecurityWarning.of(
              Sign.ZERO_GRADIENTS,
              key,
              new WarningFigure(WarningFigure.ZERO_GRADIENTS, key, zero),
              new WarningFigure(WarningFigure.GRADIENTS, key, all)));
    }
    if (notFinite > 0) {
      warnings.add(
          FalseSecurityWarning.of(
              Sign.NON_FINITE_GRADIENTS,
              key,
              new WarningFigure(WarningFigure.NON_FINITE_GRADIENTS, key, notFinite),
              new WarningFigure(WarningFigure.GRADIENTS, key, all)));
    }
  }

  private static List<AttackCell> cells(CellTallies tallies) {
    List<AttackCell> cells = new ArrayList<>();
    for (CellKey key : tallies.keys()) {
      ScoredAttack attack = tallies.attack(key);
      if (attack.isSingle()) {
        cells.add(
            new AttackCell(
                key,
                attack.first(),
                tallies.replicates(key, DecisionCounts::attackSuccessRate),
                tallies.count(key, tally -> tally.changes().returned())));
      }
    }
    return cells;
  }
}
