package io.gauntlet.score.warnings;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.tally.CellTallies;
import java.util.SortedMap;

/** Who gives no answer errs in no figure. */
final class InvalidOutcomes {
  private InvalidOutcomes() {}

  /** A warning for each cell with outcomes that are no answers. */
  static ImmutableList<FalseSecurityWarning> warnings(CellTallies tallies) {
    ImmutableList.Builder<FalseSecurityWarning> warnings = ImmutableList.builder();
    for (CellKey key : tallies.keys()) {
      SortedMap<String, Long> invalid = tallies.invalid(key);
      if (!invalid.isEmpty()) {
        warnings.add(
            new FalseSecurityWarning(
                Sign.INVALID_OUTCOMES,
                key.victim(),
                key.attack(),
                invalid.entrySet().stream()
                    .map(reason -> new WarningFigure(reason.getKey(), key, reason.getValue()))
                    .collect(ImmutableList.toImmutableList())));
      }
    }
    return warnings.build();
  }
}
