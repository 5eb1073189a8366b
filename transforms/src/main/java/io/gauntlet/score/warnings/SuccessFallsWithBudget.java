package io.gauntlet.score.warnings;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.tally.CurveMaker;
import java.util.ArrayList;
import java.util.List;

/**
 * An attack that may change more must not break less.
 *
 * <p>Where it takes a single step, the images of both budgets lie on one line, that of the gradient
 * at the clean image: what the shorter step broke and the longer did not has a loss that first rose
 * and then fell along the gradient's own line. So the gradient is right where it was taken, and the
 * step is too long for it, which is a weakness of the attack and none of the gradients.
 */
final class SuccessFallsWithBudget implements FalseSecurityCheck {

  @Override
  public List<FalseSecurityWarning> look(List<AttackCell> cells) {
    List<FalseSecurityWarning> warnings = new ArrayList<>();
    for (String budget : CurveMaker.BUDGETS) {
      cells.stream()
          .filter(cell -> cell.key().generator() == null)
          .filter(cell -> cell.attack().budget(budget).isPresent())
          .collect(groupingBy(cell -> cell.attack().without(List.of(budget))))
          .values()
          .forEach(sweep -> look(sweep, budget, warnings));
    }
    return warnings;
  }

  private static void look(
      List<AttackCell> sweep, String budget, List<FalseSecurityWarning> warnings) {
    List<AttackCell> rising =
        sweep.stream()
            .sorted(comparingDouble(cell -> cell.attack().budget(budget).getAsDouble()))
            .toList();
    for (int i = 1; i < rising.size(); i++) {
      AttackCell less = rising.get(i - 1);
      AttackCell more = rising.get(i);
      if (FalseSecurityCheck.isStronger(less, more)) {
        warnings.add(
            Comparisons.warning(
                more.takesOneStep() ? Sign.STEP_OVERSHOOTS : Sign.SUCCESS_FALLS_WITH_BUDGET,
                more,
                less));
      }
    }
  }
}
