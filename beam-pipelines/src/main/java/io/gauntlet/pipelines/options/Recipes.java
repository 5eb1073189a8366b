package io.gauntlet.pipelines.options;

import com.google.common.base.Splitter;
import io.gauntlet.data.CommaList;
import io.gauntlet.data.PlainNumbers;
import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.RecipeKey;
import io.gauntlet.model.training.RecipePreset;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.training.TrainingSeeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes recipes of options. */
final class Recipes {
  private Recipes() {}

  /**
   * Checks the recipes of all kinds.
   *
   * @throws UsageException when a value is out of its range; names the option
   */
  static void check(RecipeOptions options) {
    for (VictimKind kind : VictimKind.values()) {
      if (kind != VictimKind.ENSEMBLE) {
        of(options, kind);
      }
    }
  }

  /**
   * The recipe of a kind of victim.
   *
   * @throws UsageException when a value is out of its range; names the option
   */
  static Recipe of(RecipeOptions options, VictimKind kind) {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "epochs", epochs(options, kind));
    put(given, "learningRate", learningRate(options, kind));
    put(given, "batch", Optional.ofNullable(options.getBatch()));
    put(given, "accumulation", Optional.of(options.getAccumulation()));
    put(given, "warmupSteps", Optional.of(options.getWarmupSteps()));
    put(given, "patience", Optional.ofNullable(options.getPatience()));
    put(given, "factor", Optional.ofNullable(options.getFactor()));
    put(given, "clipNorm", Optional.of(options.getClipNorm()));
    put(given, "classWeights", Optional.of(options.getClassWeights()));
    Recipe preset = preset(options).of(kind);
    try {
      return RecipeKey.apply(preset, given, key -> "--" + option(kind, key));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static RecipePreset preset(RecipeOptions options) {
    return UsageException.reading("--recipe", () -> RecipePreset.named(options.getRecipe()));
  }

  private static void put(Map<String, String> values, String key, Optional<?> value) {
    value.ifPresent(given -> values.put(key, given.toString()));
  }

  private static Optional<Integer> epochs(RecipeOptions options, VictimKind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case IMAGE -> options.getImageEpochs();
          case TEXT -> options.getTextEpochs();
          case EARLY -> options.getEarlyEpochs();
          case LATE, ENSEMBLE -> options.getLateEpochs();
        });
  }

  private static Optional<Double> learningRate(RecipeOptions options, VictimKind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case IMAGE -> options.getImageLearningRate();
          case TEXT -> options.getTextLearningRate();
          case EARLY -> options.getEarlyLearningRate();
          case LATE, ENSEMBLE -> options.getLateLearningRate();
        });
  }

  /** The option of a key: those that differ from kind to kind have its first word before them. */
  private static String option(VictimKind kind, String key) {
    if (!key.equals("epochs") && !key.equals("learningRate")) {
      return key;
    }
    String prefix = Splitter.on('-').splitToList(kind.toString()).get(0);
    return prefix + Character.toUpperCase(key.charAt(0)) + key.substring(1);
  }

  /**
   * The seeds with which victims are trained.
   *
   * @throws UsageException when one is not a number or there twice
   */
  static TrainingSeeds seeds(TrainingOptions options) {
    List<Long> replicas = replicas(options);
    return replicas.isEmpty()
        ? TrainingSeeds.ofRun(options.getSeed())
        : TrainingSeeds.ofReplicas(replicas);
  }

  /**
   * The seeds of the replicas; empty for one model of each.
   *
   * @throws UsageException when one is not a number or there twice
   */
  static List<Long> replicas(RecipeOptions options) {
    List<Long> seeds = new ArrayList<>();
    for (String text : items(options.getSeeds())) {
      long seed =
          PlainNumbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--seeds: '"
                              + text
                              + (PlainNumbers.isWhole(text)
                                  ? "' is too large"
                                  : "' is not a whole number")
                              + "; give seeds such as 1,2,3"));
      if (seeds.contains(seed)) {
        throw new UsageException("--seeds: " + seed + " is there twice");
      }
      seeds.add(seed);
    }
    return seeds;
  }

  private static List<String> items(String seeds) {
    return UsageException.reading("--seeds", () -> CommaList.of(seeds));
  }
}
