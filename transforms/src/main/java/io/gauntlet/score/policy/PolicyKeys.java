package io.gauntlet.score.policy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.yaml.YamlKeys;

/** The keys that the places of a policy may have. */
final class PolicyKeys {
  static final YamlKeys ROOT =
      new YamlKeys(
          "a policy",
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

  static final YamlKeys PRIMARY =
      new YamlKeys(
          "a primary",
          ImmutableSet.of("victim", "attack", "slice", "class", "metric", "margin"),
          ImmutableMap.of("tolerance", "is now margin"),
          "'{metric: sensitivity, attack: none, margin: 0.05}'");

  static final YamlKeys FLOOR =
      new YamlKeys(
          "a floor",
          ImmutableSet.of("cell", "slice", "class", "metric", "least"),
          ImmutableMap.of(),
          "'{cell: {victim: late-fusion, attack: none}, metric: accuracy, least: 0.85}'");

  static final YamlKeys CELL =
      new YamlKeys(
          "a cell",
          ImmutableSet.of("victim", "attack", "generator"),
          ImmutableMap.of(),
          "'{victim: late-fusion, attack: none}'");

  private PolicyKeys() {}
}
