package io.gauntlet.score.gate;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The slices that a policy names, and those that the runs have. A heading that no study has is
 * misspelt more often than not: a gate that passed over it would watch nothing.
 *
 * @param policy that names slices
 * @param counted what the runs have, slices of few studies too
 */
record PolicySlices(GatePolicy policy, Set<PairKey> counted) {

  /** A sentence for each slice of which there is no study. */
  ImmutableList<String> faults() {
    return policy.slices().stream()
        .filter(pattern -> headings().noneMatch(heading -> CellPattern.matches(pattern, heading)))
        .map(
            pattern ->
                ("no study has the MeSH heading '%s', which the policy names under slices; give a"
                        + " heading as the reports spell it, or leave it out")
                    .formatted(pattern))
        .collect(toImmutableList());
  }

  private Stream<String> headings() {
    return counted.stream().map(PairKey::slice).filter(Objects::nonNull);
  }
}
