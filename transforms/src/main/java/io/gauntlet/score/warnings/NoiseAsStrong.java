package io.gauntlet.score.warnings;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import java.util.List;
import java.util.stream.Stream;

/**
 * The best white box must break more than random noise of the same size, unless it breaks nearly
 * everything, or noise nearly nothing.
 */
final class NoiseAsStrong implements FalseSecurityCheck {
  private static final double NEARLY_EVERYTHING = 0.95;

  @Override
  public List<FalseSecurityWarning> look(List<AttackCell> cells) {
    return cells.stream()
        .filter(AttackCell::isNoise)
        .filter(noise -> noise.success().estimate().low() > LEAST_DIFFERENCE)
        .flatMap(noise -> compare(noise, cells))
        .toList();
  }

  private static Stream<FalseSecurityWarning> compare(AttackCell noise, List<AttackCell> cells) {
    return cells.stream()
        .filter(cell -> cell.isOnImages() && cell.isWhiteBox())
        .filter(cell -> cell.epsilon().equals(noise.epsilon()) && noise.hasNoMoreThan(cell))
        .max(comparingDouble(cell -> cell.success().value()))
        .filter(white -> white.success().value() < NEARLY_EVERYTHING)
        .filter(white -> isStrongerThanEveryShorter(noise, cells))
        .filter(white -> white.success().value() - noise.success().value() < LEAST_DIFFERENCE)
        .map(
            white ->
                Comparisons.warning(Sign.NOISE_AS_STRONG, white, noise))
        .stream();
  }

  /** Whether no white box that may change less breaks more than the noise does. */
  private static boolean isStrongerThanEveryShorter(AttackCell noise, List<AttackCell> cells) {
    return cells.stream()
        .filter(cell -> cell.isOnImages() && cell.isWhiteBox() && cell.hasNoMoreThan(noise))
        .noneMatch(shorter -> FalseSecurityCheck.isStronger(shorter, noise));
  }
}
