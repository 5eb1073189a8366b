package io.gauntlet.pipelines.options;

import com.google.common.base.MoreObjects;
import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.RecipePreset;
import io.gauntlet.model.train.ClassWeights;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes recipes of options. */
public final class Recipes {
  private Recipes() {}

  /**
   * Looks at what was asked for.
   *
   * @throws UsageException when a value is out of its range; names the option
   */
  static void check(RecipeOptions options) {
    for (Fusion fusion : Fusion.values()) {
      if (fusion != Fusion.ENSEMBLE) {
        of(options, fusion, 1);
      }
    }
    seeds(options);
  }

  /**
   * The recipe of a classifier.
   *
   * @param seed of the run
   * @throws UsageException when a value is out of its range; names the option
   */
  public static Recipe of(RecipeOptions options, Fusion fusion, long seed) {
    Recipe preset = read("--recipe", options.getRecipe(), RecipePreset::named).of(fusion);
    int batch = least("--batch", MoreObjects.firstNonNull(options.getBatch(), preset.batch()), 1);
    return preset
        .withEpochs(epochs(options, fusion, preset))
        .withBatch(batch, accumulation(options, batch))
        .withLearningRate(
            learningRate(options, fusion, preset),
            least("--warmupSteps", options.getWarmupSteps(), 0))
        .withPlateau(
            least(
                "--patience",
                MoreObjects.firstNonNull(options.getPatience(), preset.patience()),
                0),
            factor(MoreObjects.firstNonNull(options.getFactor(), preset.factor())))
        .withClipNorm(clipNorm(options.getClipNorm()))
        .withClassWeights(read("--classWeights", options.getClassWeights(), ClassWeights::parse))
        .withSeed(seed);
  }

  private static int epochs(RecipeOptions options, Fusion fusion, Recipe preset) {
    Integer given =
        switch (fusion) {
          case IMAGE -> options.getImageEpochs();
          case TEXT -> options.getTextEpochs();
          case EARLY -> options.getEarlyEpochs();
          default -> options.getLateEpochs();
        };
    return least(
        "--" + prefix(fusion) + "Epochs", MoreObjects.firstNonNull(given, preset.epochs()), 1);
  }

  private static double learningRate(RecipeOptions options, Fusion fusion, Recipe preset) {
    Double given =
        switch (fusion) {
          case IMAGE -> options.getImageLearningRate();
          case TEXT -> options.getTextLearningRate();
          case EARLY -> options.getEarlyLearningRate();
          default -> options.getLateLearningRate();
        };
    double rate = MoreObjects.firstNonNull(given, preset.learningRate());
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new UsageException(
          "--" + prefix(fusion) + "LearningRate is " + rate + "; give a value above 0");
    }
    return rate;
  }

  private static String prefix(Fusion fusion) {
    return Splitter.on('-').splitToList(fusion.classifier()).get(0);
  }

  private static int accumulation(RecipeOptions options, int batch) {
    int accumulation = least("--accumulation", options.getAccumulation(), 1);
    if (accumulation > batch) {
      throw new UsageException(
          "--accumulation is "
              + accumulation
              + "; a step of "
              + batch
              + " studies has no more parts: give at most that, or a larger --batch");
    }
    return accumulation;
  }

  private static double factor(double factor) {
    if (!(factor > 0 && factor < 1)) {
      throw new UsageException("--factor is " + factor + "; give a value in (0, 1)");
    }
    return factor;
  }

  private static double clipNorm(double norm) {
    if (!(norm >= 0 && Double.isFinite(norm))) {
      throw new UsageException("--clipNorm is " + norm + "; give at least 0");
    }
    return norm;
  }

  /**
   * The seeds of the replicas; empty for one model of each.
   *
   * @throws UsageException when one is no number or there twice
   */
  public static List<Long> seeds(RecipeOptions options) {
    List<Long> seeds = new ArrayList<>();
    for (String text :
        Splitter.on(',').trimResults().omitEmptyStrings().split(options.getSeeds())) {
      Long seed = Longs.tryParse(text);
      if (seed == null) {
        throw new UsageException(
            "--seeds: '" + text + "' is no whole number; give seeds such as 1,2,3");
      }
      if (seeds.contains(seed)) {
        throw new UsageException("--seeds: " + seed + " is there twice");
      }
      seeds.add(seed);
    }
    return seeds;
  }

  private static int least(String option, int value, int least) {
    return Limits.atLeast(option, value, least);
  }

  private static <T> T read(String option, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }
}
