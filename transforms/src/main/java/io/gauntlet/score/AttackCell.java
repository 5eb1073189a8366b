package io.gauntlet.score;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.score.stats.Replicates;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cell of an attack on one modality, as the checks for false security look at it.
 *
 * @param key the cell
 * @param attack its attack
 * @param onPictures whether it is on the pictures, by an attack that is on the class path
 * @param knowledge what the attack needs to know of its victim; empty where it is not on the class
 *     path
 * @param measure how the attack's budget is measured, as it says itself; empty where it is not on
 *     the class path
 * @param success attack success with its resamples, the mean of the replicas
 */
record AttackCell(
    CellKey key,
    AttackName.Part attack,
    boolean onPictures,
    Optional<Knowledge> knowledge,
    Optional<String> measure,
    Replicates success) {
  private static final String EPSILON = "epsilon";
  private static final String STEPS = "steps";

  /** The attack of a single step. */
  private static final String ONE_STEP = "fgsm";

  boolean isWhiteBox() {
    return key.generator() == null && knows(Knowledge.WHITE_BOX);
  }

  /** Whether the victim's gradients were not used: an attack that asks, or pictures of another. */
  boolean isBlackBox() {
    return key.generator() != null || knows(Knowledge.SCORES) || knows(Knowledge.DECISIONS);
  }

  /** Whether the victim was not looked at. */
  boolean isNoise() {
    return key.generator() == null && onPictures && knows(Knowledge.NOTHING);
  }

  private boolean knows(Knowledge what) {
    return knowledge.filter(what::equals).isPresent();
  }

  OptionalDouble epsilon() {
    return attack.number(EPSILON);
  }

  OptionalDouble steps() {
    return attack.number(STEPS);
  }

  /** Whether it takes a single step, and nothing but epsilon is set. */
  boolean isOneStep() {
    return attack.name().equals(ONE_STEP) && family().options().isEmpty();
  }

  /** The attack without what it may spend and how long it works. */
  AttackName.Part family() {
    return attack.without(EPSILON).without(STEPS);
  }

  /** Whether the pictures of both stay in balls of one kind, this one's being no larger. */
  boolean hasNoMoreThan(AttackCell other) {
    return epsilon().isPresent()
        && other.epsilon().isPresent()
        && epsilon().getAsDouble() <= other.epsilon().getAsDouble()
        && measure.equals(other.measure)
        && same("norm", other)
        && same("views", other);
  }

  private boolean same(String option, AttackCell other) {
    return Optional.ofNullable(attack.options().get(option))
        .equals(Optional.ofNullable(other.attack.options().get(option)));
  }

  /** The attack in words. */
  String spoken() {
    return attack
        + (key.generator() == null ? "" : " made against " + key.generator())
        + " breaks "
        + percent(success.value());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
