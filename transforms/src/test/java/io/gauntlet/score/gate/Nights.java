package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.pair.PairsByHand;
import java.util.Map;

/** Cells of two runs made by hand. */
final class Nights {
  private Nights() {}

  static PairKey key(String victim, String attack) {
    return new PairKey(new CellKey(victim, attack, null), null);
  }

  /** A night of the three cells of the standard policy, of 229 abnormal and 129 normal studies. */
  static Map<PairKey, PairTally> night(PairTally clean, PairTally suite) {
    return ImmutableSortedMap.of(
        key("late-fusion", "none"),
        clean,
        key("late-fusion", "fgsm"),
        suite,
        key("late-fusion", "suite"),
        suite);
  }

  /** A night on which nothing happened. */
  static Map<PairKey, PairTally> quiet() {
    return night(
        PairsByHand.clean().abnormal(229, 205, 3, 2).normal(129, 116, 1, 1).tally(),
        PairsByHand.attacked().abnormal(229, 140, 4, 4).normal(129, 80, 3, 3).tally());
  }
}
