package io.gauntlet.model.train;

import java.io.Serializable;

/**
 * How a classifier is trained: Adam on the cross-entropy of its two logits.
 *
 * @param epochs passes over the training part, at least 1
 * @param batch studies a step, at least 1
 * @param accumulation forward passes into which a batch is split, from 1 to {@code batch}; their
 *     gradients add up to that of the whole batch, so that it fits a small device. Batch
 *     normalisation sees the parts
 * @param learningRate of Adam, above 0
 * @param warmupSteps steps over which the rate climbs to {@code learningRate} in a line; 0 for none
 * @param patience epochs without a lower loss before the rate is cut, at least 0
 * @param factor the cut, in (0, 1)
 * @param clipNorm largest Euclidean norm of a step's gradient over all tensors, to which a larger
 *     one is scaled down; 0 for no limit
 * @param classWeights how much a study of each class counts
 * @param seed of the order of the studies and of the first weights
 */
public record Recipe(
    int epochs,
    int batch,
    int accumulation,
    double learningRate,
    int warmupSteps,
    int patience,
    double factor,
    double clipNorm,
    ClassWeights classWeights,
    long seed)
    implements Serializable {

  public Recipe {
    if (epochs < 1 || batch < 1 || !positive(learningRate) || !(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "a recipe needs epochs and a batch of at least 1, a learning rate above 0 and a factor"
              + " in (0, 1)");
    }
    if (accumulation < 1 || accumulation > batch) {
      throw new IllegalArgumentException(
          "a batch of %s cannot be split into %s".formatted(batch, accumulation));
    }
    if (warmupSteps < 0 || patience < 0 || !(clipNorm == 0 || positive(clipNorm))) {
      throw new IllegalArgumentException(
          "warm-up, patience and the largest norm of a gradient cannot be below 0");
    }
  }

  /** A recipe of the main numbers: no warm-up, no clipping, no weights, batches in one piece. */
  public Recipe(
      int epochs, int batch, double learningRate, int patience, double factor, long seed) {
    this(epochs, batch, 1, learningRate, 0, patience, factor, 0, ClassWeights.NONE, seed);
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  /** The same with another number of passes. */
  public Recipe withEpochs(int other) {
    return new Recipe(
        other,
        batch,
        accumulation,
        learningRate,
        warmupSteps,
        patience,
        factor,
        clipNorm,
        classWeights,
        seed);
  }

  /** The same with other batches, each split into so many forward passes. */
  public Recipe withBatch(int studies, int passes) {
    return new Recipe(
        epochs,
        studies,
        passes,
        learningRate,
        warmupSteps,
        patience,
        factor,
        clipNorm,
        classWeights,
        seed);
  }

  /** The same with another rate, reached after a warm-up. */
  public Recipe withLearningRate(double other, int warmup) {
    return new Recipe(
        epochs, batch, accumulation, other, warmup, patience, factor, clipNorm, classWeights, seed);
  }

  /** The same with other cuts of the rate. */
  public Recipe withPlateau(int epochsOfPatience, double cut) {
    return new Recipe(
        epochs,
        batch,
        accumulation,
        learningRate,
        warmupSteps,
        epochsOfPatience,
        cut,
        clipNorm,
        classWeights,
        seed);
  }

  /** The same with another limit of the gradient's norm. */
  public Recipe withClipNorm(double largest) {
    return new Recipe(
        epochs,
        batch,
        accumulation,
        learningRate,
        warmupSteps,
        patience,
        factor,
        largest,
        classWeights,
        seed);
  }

  /** The same with other weights of the classes. */
  public Recipe withClassWeights(ClassWeights others) {
    return new Recipe(
        epochs,
        batch,
        accumulation,
        learningRate,
        warmupSteps,
        patience,
        factor,
        clipNorm,
        others,
        seed);
  }

  /** The same for another seed. */
  public Recipe withSeed(long other) {
    return new Recipe(
        epochs,
        batch,
        accumulation,
        learningRate,
        warmupSteps,
        patience,
        factor,
        clipNorm,
        classWeights,
        other);
  }

  /** The rate of a step of the warm-up or after it. */
  double warmed(double rate, int step) {
    return step >= warmupSteps ? rate : rate * step / warmupSteps;
  }
}
