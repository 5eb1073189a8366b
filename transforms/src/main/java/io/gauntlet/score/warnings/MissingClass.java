package io.gauntlet.score.warnings;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.tally.CellTallies;
import io.gauntlet.score.tally.CellTally;
import java.util.List;
import java.util.TreeMap;

/**
 * A test part of one class tells nothing of the other, and rewards an answer that never changes.
 */
final class MissingClass {
  private static final String EVIDENCE =
      "no study of the test part is %s: %s and AUROC cannot be computed, Macro F1 is that of the"
          + " %s class alone, and an answer that never changes is right in every study; bring %1$s"
          + " studies, or another --seed or --trainFraction";

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
      if (abnormal == 0 && normal > 0) {
        warnings.add(
            warning(key, EVIDENCE.formatted("abnormal", "Precision, Recall, F1", "normal")));
      } else if (normal == 0 && abnormal > 0) {
        warnings.add(warning(key, EVIDENCE.formatted("normal", "Normal F1", "abnormal")));
      }
    }
    return warnings.build();
  }

  private static FalseSecurityWarning warning(CellKey key, String evidence) {
    return new FalseSecurityWarning(Sign.MISSING_CLASS, key.victim(), key.attack(), evidence);
  }
}
