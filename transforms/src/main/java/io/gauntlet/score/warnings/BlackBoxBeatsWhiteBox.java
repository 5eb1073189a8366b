package io.gauntlet.score.warnings;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import java.util.List;
import java.util.stream.Stream;

/** The best white box must break what a black box breaks that may change no more. */
final class BlackBoxBeatsWhiteBox implements FalseSecurityCheck {

  @Override
  public List<FalseSecurityWarning> look(List<AttackCell> cells) {
    return cells.stream()
        .filter(cell -> cell.isOnImages() && cell.isBlackBox())
        .flatMap(black -> compare(black, cells))
        .toList();
  }

  private static Stream<FalseSecurityWarning> compare(AttackCell black, List<AttackCell> cells) {
    return cells.stream()
        .filter(cell -> cell.isOnImages() && cell.isWhiteBox() && black.hasNoMoreThan(cell))
        .max(comparingDouble(cell -> cell.success().value()))
        .filter(white -> FalseSecurityCheck.isStronger(black, white))
        .filter(white -> FalseSecurityCheck.beatsEveryShorter(black, cells))
        .map(
            white ->
                Comparisons.warning(Sign.BLACK_BOX_BEATS_WHITE_BOX, white, black))
        .stream();
  }
}
