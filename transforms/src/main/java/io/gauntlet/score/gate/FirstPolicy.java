package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The policy with which a first release begins: the standard one, with the attack under which the
 * release has something to lose, so that a gate can fail.
 */
public final class FirstPolicy {
  private FirstPolicy() {}

  /**
   * Makes a policy.
   *
   * @param start whose victims are the deployed ones
   * @param cells of the release, counted against itself
   */
  public static GatePolicy of(GatePolicy start, Map<PairKey, PairTally> cells) {
    TreeMap<PairKey, PairTally> sorted = new TreeMap<>(cells);
    AssaySensitivity assay = new AssaySensitivity(start, sorted, List.of());
    ImmutableList.Builder<Primary> primaries = ImmutableList.builder();
    for (String victim : new Names(start, sorted).deployed()) {
      clean(sorted.values()).forEach(primary -> primaries.add(primary.withVictim(victim)));
      Optional<String> attack = assay.remedy(victim);
      attack.ifPresent(
          name ->
              primaries.add(Primary.of(name, ComparedMetric.ACCURACY, 0.05).withVictim(victim)));
    }
    return start.toBuilder().primaries(primaries.build()).build();
  }

  /** Without attack: both classes of two, or the accuracy of more. */
  private static List<Primary> clean(Collection<PairTally> cells) {
    return cells.stream().allMatch(tally -> tally.traits() == null || tally.traits().isOfTwo())
        ? List.of(
            Primary.of(ScoredAttack.NONE, ComparedMetric.SENSITIVITY, 0.05),
            Primary.of(ScoredAttack.NONE, ComparedMetric.SPECIFICITY, 0.10))
        : List.of(Primary.of(ScoredAttack.NONE, ComparedMetric.ACCURACY, 0.05));
  }
}
