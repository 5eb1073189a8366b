package io.gauntlet.score.policy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.TreeSet;

/**
 * The keys that one place of a policy may have.
 *
 * @param known in the order in which the built-in policy has them
 * @param retired keys of before, each with what it became
 * @param example of such a place, in a line
 */
record PolicyKeys(
    ImmutableSet<String> known, ImmutableMap<String, String> retired, String example) {
  static final PolicyKeys ROOT =
      new PolicyKeys(
          ImmutableSet.of(
              "alpha",
              "looks",
              "victim",
              "suite",
              "primaries",
              "allowInvalid",
              "floors",
              "metrics",
              "cells",
              "slices",
              "minSlice",
              "missing"),
          ImmutableMap.of(
              "tolerance",
              "is now margin: the largest drop that one could accept, of each comparison under"
                  + " primaries",
              "largestDrop",
              "is gone: a drop of at least the margin of one of the primaries fails where it is"
                  + " beyond chance"),
          "'victim: late-fusion'");

  static final PolicyKeys PRIMARY =
      new PolicyKeys(
          ImmutableSet.of("victim", "attack", "slice", "metric", "margin"),
          ImmutableMap.of("tolerance", "is now margin"),
          "'{metric: sensitivity, attack: none, margin: 0.05}'");

  static final PolicyKeys FLOOR =
      new PolicyKeys(
          ImmutableSet.of("cell", "slice", "metric", "least"),
          ImmutableMap.of(),
          "'{cell: {victim: late-fusion, attack: none}, metric: accuracy, least: 0.85}'");

  static final PolicyKeys CELL =
      new PolicyKeys(
          ImmutableSet.of("victim", "attack", "generator"),
          ImmutableMap.of(),
          "'{victim: late-fusion, attack: none}'");

  /**
   * Checks a key.
   *
   * @throws PolicyFault when there is none of this name
   */
  void check(String file, int line, String key) {
    String place = file + ", line " + line;
    if (retired.containsKey(key)) {
      throw new PolicyFault(place, "'" + key + "' " + retired.get(key));
    }
    if (!known.contains(key)) {
      throw new PolicyFault(
          place,
          "there is no key '%s'%s; there are %s"
              .formatted(
                  key,
                  PolicyValues.didYouMean(key, known),
                  PolicyValues.listed(new TreeSet<>(known))));
    }
  }
}
