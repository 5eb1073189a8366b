package io.gauntlet.transforms.attacking.order;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.gauntlet.attack.ThreatModel.Truth;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.plan.Cell;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.policy.CellPattern;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The cells that a policy decides by: those of its primary comparisons, the members of its suite
 * among them, and those of its floors; and every victim without an attack, which costs next to
 * nothing and which all other figures are held against.
 */
final class PrimaryCells implements Predicate<Cell> {
  private final GatePolicy policy;
  private final Set<String> deployed;

  /**
   * The cells of a policy.
   *
   * @param victims of the run
   */
  PrimaryCells(GatePolicy policy, List<VictimProfile> victims) {
    this.policy = policy;
    this.deployed = deployed(policy, victims);
  }

  /** The victims that the policy means where it names none: the fused ones, or all. */
  private static Set<String> deployed(GatePolicy policy, List<VictimProfile> victims) {
    if (!policy.victims().isEmpty()) {
      return victims.stream()
          .map(VictimProfile::name)
          .filter(
              victim ->
                  policy.victims().stream()
                      .anyMatch(pattern -> CellPattern.matches(pattern, victim)))
          .collect(toUnmodifiableSet());
    }
    boolean anyFused = victims.stream().anyMatch(VictimProfile::isFused);
    return victims.stream()
        .filter(victim -> victim.isFused() || !anyFused)
        .map(VictimProfile::name)
        .collect(toUnmodifiableSet());
  }

  @Override
  public boolean test(Cell cell) {
    String attack = cell.attack().toString();
    CellKey key = new CellKey(cell.victim(), attack, cell.generator().orElse(null));
    return attack.equals(ScoredAttack.NONE)
        || policy.floors().stream().anyMatch(floor -> isMeant(floor.cell(), key, cell))
        || (cell.generator().isEmpty()
            && policy.primaries().stream().anyMatch(primary -> isOf(primary, cell, attack)));
  }

  private static boolean isMeant(CellPattern floor, CellKey key, Cell cell) {
    return floor.matches(key) && (cell.attack().truth() == Truth.HOLDS || !floor.isOfManyAttacks());
  }

  private boolean isOf(Primary primary, Cell cell, String attack) {
    boolean isVictim =
        primary.victim() == null
            ? deployed.contains(cell.victim())
            : CellPattern.matches(primary.victim(), cell.victim());
    return isVictim
        && (primary.isOfSuite()
            ? isInSuite(cell, attack)
            : CellPattern.matches(primary.attack(), attack));
  }

  /** A star leaves out what may change the label, here as in the verdict. */
  private boolean isInSuite(Cell cell, String attack) {
    return policy.isInSuite(attack)
        && (cell.attack().truth() == Truth.HOLDS || policy.suite().contains(attack));
  }
}
