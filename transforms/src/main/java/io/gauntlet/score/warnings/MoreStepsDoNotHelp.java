package io.gauntlet.score.warnings;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * More steps must not break less; and where another attack that may change no more breaks much
 * more, they must get nearer to it.
 *
 * <p>That more steps break as many is no sign by itself: on a linear model one step is the best
 * there is.
 */
final class MoreStepsDoNotHelp implements FalseSecurityCheck {
  /** Short of another attack by this share, steps that change nothing are stuck. */
  private static final double FAR = 0.1;

  @Override
  public List<FalseSecurityWarning> look(List<AttackCell> cells) {
    return cells.stream()
        .filter(cell -> cell.isOnImages() && cell.isWhiteBox() && cell.steps().isPresent())
        .flatMap(more -> compare(more, cells))
        .toList();
  }

  private static Stream<FalseSecurityWarning> compare(AttackCell more, List<AttackCell> cells) {
    return cells.stream()
        .filter(cell -> isSameWithFewerSteps(cell, more))
        .max(comparingDouble(cell -> cell.steps().orElse(1)))
        .flatMap(fewer -> warning(fewer, more, cells))
        .stream();
  }

  /** The same attack, or the one of a single step. */
  private static boolean isSameWithFewerSteps(AttackCell fewer, AttackCell more) {
    if (!fewer.isOnImages()
        || !fewer.isWhiteBox()
        || fewer.epsilon().isEmpty()
        || !fewer.epsilon().equals(more.epsilon())) {
      return false;
    }
    if (fewer.isOneStep()) {
      return more.family().options().isEmpty();
    }
    return fewer.steps().isPresent()
        && fewer.family().equals(more.family())
        && fewer.steps().getAsDouble() < more.steps().getAsDouble();
  }

  private static Optional<FalseSecurityWarning> warning(
      AttackCell fewer, AttackCell more, List<AttackCell> cells) {
    if (FalseSecurityCheck.isStronger(fewer, more)) {
      return Optional.of(Comparisons.warning(Sign.MORE_STEPS_DO_NOT_HELP, more, fewer));
    }
    if (fewer.isOneStep() || FalseSecurityCheck.isStronger(more, fewer)) {
      return Optional.empty();
    }
    return cells.stream()
        .filter(cell -> cell.isOnImages() && cell.hasNoMoreThan(more))
        .filter(cell -> cell.success().value() >= more.success().value() + FAR)
        .filter(cell -> FalseSecurityCheck.isStronger(cell, more))
        .max(comparingDouble(cell -> cell.success().value()))
        .map(
            stronger ->
                Comparisons.warning(Sign.MORE_STEPS_DO_NOT_HELP, more, fewer, stronger));
  }
}
