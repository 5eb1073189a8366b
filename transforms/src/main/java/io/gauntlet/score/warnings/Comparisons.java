package io.gauntlet.score.warnings;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.WarningFigure;

/** Warnings that rest on how much attacks break. */
final class Comparisons {
  private Comparisons() {}

  /**
   * A warning of an attack.
   *
   * @param accused the attack that cannot be trusted
   * @param others those that it is compared with
   */
  static FalseSecurityWarning warning(Sign sign, AttackCell accused, AttackCell... others) {
    ImmutableList.Builder<WarningFigure> evidence = ImmutableList.builder();
    evidence.add(accused.broken());
    for (AttackCell other : others) {
      evidence.add(other.broken());
    }
    accused.fallenLoss().ifPresent(evidence::add);
    return new FalseSecurityWarning(
        sign, accused.key().victim(), accused.key().attack(), evidence.build());
  }
}
