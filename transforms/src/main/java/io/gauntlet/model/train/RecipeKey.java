package io.gauntlet.model.train;

import io.gauntlet.data.PlainNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;

/** What of a recipe a user can change, by name. */
public enum RecipeKey {
  /** Passes over the training part. */
  EPOCHS("epochs") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return recipe.withEpochs(least(label, value, 1));
    }
  },
  /** Studies a step. */
  BATCH("batch") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return recipe.withBatch(least(label, value, 1), 1);
    }
  },
  /** Forward passes into which a batch is split. */
  ACCUMULATION("accumulation") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      int passes = least(label, value, 1);
      if (passes > recipe.batch()) {
        throw new IllegalArgumentException(
            "%s is %s; a step of %s studies has no more parts: give at most that, or a larger %s"
                .formatted(label, passes, recipe.batch(), label.replace("accumulation", "batch")));
      }
      return recipe.withBatch(recipe.batch(), passes);
    }
  },
  /** Adam's rate. */
  LEARNING_RATE("learningRate") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      double rate = number(label, value, given -> given > 0, "a value above 0");
      return recipe.withLearningRate(rate, recipe.warmupSteps());
    }
  },
  /** Steps over which the rate climbs. */
  WARMUP_STEPS("warmupSteps") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return recipe.withLearningRate(recipe.learningRate(), least(label, value, 0));
    }
  },
  /** Epochs without a lower loss before the rate is cut. */
  PATIENCE("patience") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return recipe.withPlateau(least(label, value, 0), recipe.factor());
    }
  },
  /** What a cut leaves of the rate. */
  FACTOR("factor") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      double factor = number(label, value, given -> given > 0 && given < 1, "a value in (0, 1)");
      return recipe.withPlateau(recipe.patience(), factor);
    }
  },
  /** Largest norm of a step's gradient. */
  CLIP_NORM("clipNorm") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return recipe.withClipNorm(number(label, value, given -> given >= 0, "at least 0"));
    }
  },
  /** How much a study of each class counts. */
  CLASS_WEIGHTS("classWeights") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      try {
        return recipe.withClassWeights(ClassWeights.parse(value));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(label + ": " + e.getMessage(), e);
      }
    }
  },
  /** What makes the victim hold against an attacker; the next three are its numbers. */
  DEFENCE("defence") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return recipe.withDefence(Defence.named(value).withWords(recipe.defence().words()));
    }
  },
  /** Largest change of a pixel that the defence is against. */
  EPSILON("epsilon") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      OptionalDouble epsilon = PlainNumbers.fraction(value);
      if (epsilon.isEmpty()) {
        throw new IllegalArgumentException(
            "%s is %s; give a number such as 0.03 or 8/255".formatted(label, value));
      }
      return recipe.withDefence(recipe.defence().withEpsilon(epsilon.getAsDouble()));
    }
  },
  /** Gradients of each attack that the defence learns from. */
  ATTACK_STEPS("attackSteps") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return recipe.withDefence(recipe.defence().withSteps(least(label, value, 1)));
    }
  },
  /** Weight of the answer that should not change. */
  BETA("beta") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      double beta = number(label, value, given -> given > 0, "a value above 0");
      return recipe.withDefence(recipe.defence().withBeta(beta));
    }
  },
  /** The attack on words that is learnt from; the next three are options of it. */
  WORDS("words") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      WordDefence words = value.equals("none") ? WordDefence.NONE : WordDefence.by(value);
      return recipe.withDefence(recipe.defence().withWords(words));
    }
  },
  /** Largest share of the words that are changed. */
  FRACTION("fraction") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return withOption(recipe, "fraction", value);
    }
  },
  /** Whether words become only what a reader of reports would let pass. */
  PLAUSIBLE("plausible") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return withOption(recipe, "plausible", value);
    }
  },
  /** Random draws of each caption, of which the worst is learnt from. */
  DRAWS("draws") {
    @Override
    Recipe set(Recipe recipe, String label, String value) {
      return withOption(recipe, "worst-of", value);
    }
  };

  private final String key;

  RecipeKey(String key) {
    this.key = key;
  }

  /**
   * A recipe with another value.
   *
   * @param label what an error calls the key
   * @throws IllegalArgumentException when the value is out of its range
   */
  abstract Recipe set(Recipe recipe, String label, String value);

  /** The keys as users write them. */
  public static List<String> names() {
    return Arrays.stream(values()).map(key -> key.key).toList();
  }

  /**
   * A recipe with other values; keys that are not of a recipe are left alone.
   *
   * @param values by key
   * @param label what an error calls a key
   * @throws IllegalArgumentException when a value is out of its range; the message begins with the
   *     label
   */
  public static Recipe apply(
      Recipe recipe, Map<String, String> values, UnaryOperator<String> label) {
    Recipe changed = recipe;
    for (RecipeKey key : values()) {
      if (values.containsKey(key.key)) {
        changed = key.set(changed, label.apply(key.key), values.get(key.key));
      }
    }
    return changed;
  }

  private static Recipe withOption(Recipe recipe, String option, String value) {
    Defence defence = recipe.defence();
    return recipe.withDefence(defence.withWords(defence.words().with(option, value)));
  }

  private static int least(String label, String value, int least) {
    OptionalLong number = PlainNumbers.whole(value, least, Integer.MAX_VALUE);
    if (number.isEmpty()) {
      throw new IllegalArgumentException(
          PlainNumbers.whole(value, Integer.MIN_VALUE, least).isPresent()
              ? "%s is %s; give at least %s".formatted(label, value, least)
              : "%s is %s; give a whole number from %s to %s"
                  .formatted(label, value, least, Integer.MAX_VALUE));
    }
    return (int) number.getAsLong();
  }

  private static double number(String label, String value, DoublePredicate fits, String range) {
    OptionalDouble number = PlainNumbers.real(value);
    if (number.isEmpty() || !fits.test(number.getAsDouble())) {
      throw new IllegalArgumentException("%s is %s; give %s".formatted(label, value, range));
    }
    return number.getAsDouble();
  }
}
