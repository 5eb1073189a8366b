package io.gauntlet.score.warnings;

import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ReportedKnowledge;
import io.gauntlet.score.ScoredPart;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.stats.Replicates;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cell of an attack on one modality, as the checks for false security look at it.
 *
 * @param key the cell
 * @param attack its attack
 * @param success attack success with its resamples, the mean of the replicas
 * @param lossFell studies on which the only step of the attack ended at a lower loss than where it
 *     began
 */
record AttackCell(CellKey key, ScoredPart attack, Replicates success, long lossFell) {
  private static final String EPSILON = "epsilon";
  private static final String STEPS = "steps";
  private static final String NORM = "norm";
  private static final String VIEWS = "views";

  /** The attack of a single step. */
  private static final String ONE_STEP = "fgsm";

  boolean isOnImages() {
    return attack.attacked() == Attacked.IMAGE;
  }

  boolean isWhiteBox() {
    return key.generator() == null && attack.knowledge() == ReportedKnowledge.WHITE_BOX;
  }

  /**
   * Whether the victim's gradients were not used: an attack that asks for answers alone, or images
   * made against another victim.
   */
  boolean isBlackBox() {
    return key.generator() != null
        || attack.knowledge() == ReportedKnowledge.SCORES
        || attack.knowledge() == ReportedKnowledge.DECISIONS;
  }

  /** Whether the images were changed without a look at the victim. */
  boolean isNoise() {
    return key.generator() == null
        && isOnImages()
        && attack.knowledge() == ReportedKnowledge.NOTHING;
  }

  OptionalDouble epsilon() {
    return attack.budget(EPSILON);
  }

  OptionalDouble steps() {
    return attack.number(STEPS);
  }

  /** Whether it takes a single step, and nothing but epsilon is set. */
  boolean isOneStep() {
    return attack.name().equals(ONE_STEP) && family().options().isEmpty();
  }

  /** The attack without what it may spend and how long it works. */
  ScoredPart family() {
    return attack.without(List.of(EPSILON, STEPS));
  }

  /**
   * Whether the images of both stay within epsilons of one norm, this one's being no larger. A norm
   * that a user chose is compared with attacks of the same choice alone.
   */
  boolean hasNoMoreThan(AttackCell other) {
    return epsilon().isPresent()
        && other.epsilon().isPresent()
        && epsilon().getAsDouble() <= other.epsilon().getAsDouble()
        && attack.norm().equals(other.attack.norm())
        && isSetAlike(NORM, other)
        && isSetAlike(VIEWS, other);
  }

  private boolean isSetAlike(String option, AttackCell other) {
    return Objects.equals(attack.options().get(option), other.attack.options().get(option));
  }

  /** Whether it takes a single step, whatever else is set. */
  boolean takesOneStep() {
    return attack.name().equals(ONE_STEP) || steps().equals(OptionalDouble.of(1));
  }

  /** The share of the studies that it breaks, as a figure of a warning. */
  WarningFigure broken() {
    return new WarningFigure(WarningFigure.BROKEN, key, success.value());
  }

  /**
   * How often the loss fell along the only step of the attack, as a figure of a warning; empty where
   * it takes several.
   */
  Optional<WarningFigure> fallenLoss() {
    return takesOneStep()
        ? Optional.of(new WarningFigure(WarningFigure.LOSS_FELL, key, lossFell))
        : Optional.empty();
  }
}
