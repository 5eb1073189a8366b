package io.gauntlet.score.warnings;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.tally.CellTallies;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

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
                Sign.INVALID_OUTCOMES, key.victim(), key.attack(), evidence(key, invalid)));
      }
    }
    return warnings.build();
  }

  private static String evidence(CellKey key, Map<String, Long> invalid) {
    return "%s under %s%s gave no answer in %d outcomes (%s): they count in no figure"
        .formatted(
            key.victim(),
            key.attack(),
            key.generator() == null ? "" : " made against " + key.generator(),
            invalid.values().stream().mapToLong(Long::longValue).sum(),
            invalid.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", ")));
  }
}
