package io.gauntlet.model.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.google.auto.value.AutoValue;
import java.io.Serializable;

/** How a classifier is trained: Adam on the cross-entropy of its two logits. */
@AutoValue
@JsonDeserialize(builder = Recipe.Builder.class)
@JsonPropertyOrder({
  "epochs",
  "batch",
  "accumulation",
  "learningRate",
  "warmupSteps",
  "patience",
  "factor",
  "clipNorm",
  "classWeights",
  "seed",
  "defence"
})
public abstract class Recipe implements Serializable {
  private static final long serialVersionUID = 1;

  /** Passes over the training part, at least 1. */
  @JsonProperty
  public abstract int epochs();

  /** Studies a step, at least 1. */
  @JsonProperty
  public abstract int batch();

  /**
   * Forward passes into which a batch is split, from 1 to {@link #batch}; their gradients add up to
   * that of the whole batch, so that it fits a small device. Batch normalisation sees the parts.
   */
  @JsonProperty
  public abstract int accumulation();

  /** Rate of Adam, above 0. */
  @JsonProperty
  public abstract double learningRate();

  /** Steps over which the rate climbs to {@link #learningRate} in a line; 0 for none. */
  @JsonProperty
  public abstract int warmupSteps();

  /** Epochs without a lower loss before the rate is cut, at least 0. */
  @JsonProperty
  public abstract int patience();

  /** The cut, in (0, 1). */
  @JsonProperty
  public abstract double factor();

  /**
   * Largest Euclidean norm of a step's gradient over all tensors, to which a larger one is scaled
   * down; 0 for no limit.
   */
  @JsonProperty
  public abstract double clipNorm();

  /** How much a study of each class counts. */
  @JsonProperty
  public abstract ClassWeights classWeights();

  /** Seed of the order of the studies and of the first weights. */
  @JsonProperty
  public abstract long seed();

  /** What of it makes the victim hold against an attacker; in JSON only where there is one. */
  @JsonProperty
  @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoDefence.class)
  public abstract Defence defence();

  /** Equal to the defence that a recipe has unless it names one. */
  static final class NoDefence {
    @Override
    public boolean equals(Object other) {
      return Defence.NONE.equals(other);
    }

    @Override
    public int hashCode() {
      return Defence.NONE.hashCode();
    }
  }

  abstract Builder toBuilder();

  @AutoValue.Builder
  @JsonPOJOBuilder(withPrefix = "")
  abstract static class Builder {
    @JsonCreator
    static Builder create() {
      return new AutoValue_Recipe.Builder().defence(Defence.NONE);
    }

    @JsonProperty
    abstract Builder epochs(int epochs);

    @JsonProperty
    abstract Builder batch(int batch);

    @JsonProperty
    abstract Builder accumulation(int accumulation);

    @JsonProperty
    abstract Builder learningRate(double learningRate);

    @JsonProperty
    abstract Builder warmupSteps(int warmupSteps);

    @JsonProperty
    abstract Builder patience(int patience);

    @JsonProperty
    abstract Builder factor(double factor);

    @JsonProperty
    abstract Builder clipNorm(double clipNorm);

    @JsonProperty
    abstract Builder classWeights(ClassWeights classWeights);

    @JsonProperty
    abstract Builder seed(long seed);

    @JsonProperty
    abstract Builder defence(Defence defence);

    abstract Recipe made();

    /**
     * The recipe.
     *
     * @throws IllegalArgumentException when a number is out of its range
     */
    Recipe build() {
      Recipe recipe = made();
      recipe.check();
      return recipe;
    }
  }

  /** A recipe of the main numbers: no warm-up, no clipping, no weights, batches in one piece. */
  public static Recipe of(
      int epochs, int batch, double learningRate, int patience, double factor, long seed) {
    return Builder.create()
        .epochs(epochs)
        .batch(batch)
        .accumulation(1)
        .learningRate(learningRate)
        .warmupSteps(0)
        .patience(patience)
        .factor(factor)
        .clipNorm(0)
        .classWeights(ClassWeights.NONE)
        .seed(seed)
        .build();
  }

  private void check() {
    if (epochs() < 1
        || batch() < 1
        || !positive(learningRate())
        || !(factor() > 0 && factor() < 1)) {
      throw new IllegalArgumentException(
          "a recipe needs epochs and a batch of at least 1, a learning rate above 0 and a factor"
              + " in (0, 1)");
    }
    if (accumulation() < 1 || accumulation() > batch()) {
      throw new IllegalArgumentException(
          "a batch of %s cannot be split into %s".formatted(batch(), accumulation()));
    }
    if (warmupSteps() < 0 || patience() < 0 || !(clipNorm() == 0 || positive(clipNorm()))) {
      throw new IllegalArgumentException(
          "warm-up, patience and the largest norm of a gradient cannot be below 0");
    }
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  /** The same with another number of passes. */
  public Recipe withEpochs(int other) {
    return toBuilder().epochs(other).build();
  }

  /** The same with other batches, each split into so many forward passes. */
  public Recipe withBatch(int studies, int passes) {
    return toBuilder().batch(studies).accumulation(passes).build();
  }

  /** The same with another rate, reached after a warm-up. */
  public Recipe withLearningRate(double other, int warmup) {
    return toBuilder().learningRate(other).warmupSteps(warmup).build();
  }

  /** The same with other cuts of the rate. */
  public Recipe withPlateau(int epochsOfPatience, double cut) {
    return toBuilder().patience(epochsOfPatience).factor(cut).build();
  }

  /** The same with another limit of the gradient's norm. */
  public Recipe withClipNorm(double largest) {
    return toBuilder().clipNorm(largest).build();
  }

  /** The same with other weights of the classes. */
  public Recipe withClassWeights(ClassWeights others) {
    return toBuilder().classWeights(others).build();
  }

  /** The same with another defence. */
  public Recipe withDefence(Defence other) {
    return toBuilder().defence(other).build();
  }

  /** The same for another seed. */
  public Recipe withSeed(long other) {
    return toBuilder().seed(other).build();
  }

  /** The rate of a step of the warm-up or after it. */
  double warmed(double rate, int step) {
    return step >= warmupSteps() ? rate : rate * step / warmupSteps();
  }

  /**
   * Every number by its name; the digest of a training is made of this text, which stays as it is.
   */
  @Override
  public final String toString() {
    return "Recipe[epochs="
        + epochs()
        + ", batch="
        + batch()
        + ", accumulation="
        + accumulation()
        + ", learningRate="
        + learningRate()
        + ", warmupSteps="
        + warmupSteps()
        + ", patience="
        + patience()
        + ", factor="
        + factor()
        + ", clipNorm="
        + clipNorm()
        + ", classWeights="
        + classWeights()
        + ", seed="
        + seed()
        + (defence().isActive() ? ", defence=" + defence() : "")
        + "]";
  }
}
