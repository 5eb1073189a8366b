package io.gauntlet.score.warnings;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.tally.CellTallies;
import io.gauntlet.score.tally.CellTally;
import java.util.List;
import java.util.TreeMap;

/**
 * A test part of one class tells nothing of the other, and rewards an answer that never changes.
 */
final class MissingClass {
  private MissingClass() {}

  /** A warning for each victim that was shown studies of one class alone, at its clean cell. */
  static List<FalseSecurityWarning> warnings(CellTallies tallies) {
    TreeMap<String, CellKey> shown = new TreeMap<>();
    for (CellKey key : tallies.keys()) {
      if (key.generator() == null
          && (key.attack().equals(ScoredAttack.NONE) || !shown.containsKey(key.victim()))) {
        shown.put(key.victim(), key);
      }
    }
    ImmutableList.Builder<FalseSecurityWarning> warnings = ImmutableList.builder();
    for (CellKey key : shown.values()) {
      long abnormal = tallies.count(key, CellTally::abnormal);
      long normal = tallies.count(key, CellTally::normal);
      if (tallies.cell(key).byClass().isOfTwo() && ((abnormal == 0) ^ (normal == 0))) {
        warnings.add(
            FalseSecurityWarning.of(
                Sign.MISSING_CLASS,
                key,
                new WarningFigure(WarningFigure.ABNORMAL, key, abnormal),
                new WarningFigure(WarningFigure.NORMAL, key, normal)));
      }
    }
    return warnings.build();
  }
}
