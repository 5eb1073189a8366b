package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ParameterSpec;
import io.gauntlet.model.nn.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Mini-batch training with Adam, cross-entropy and a learning rate that is cut on a plateau. The
 * order of the examples comes from the recipe's seed alone.
 */
public final class Trainer {

  /** The forward pass that is trained. */
  @FunctionalInterface
  public interface Forward {
    /**
     * Logits of examples.
     *
     * @param rows positions in the training part
     * @return {@code [rows, 2]}
     */
    NDArray logits(NDManager scope, int[] rows);
  }

  private Trainer() {}

  /**
   * Trains weights in place.
   *
   * @param labels true classes of all examples, 0 or 1
   * @param onEpoch told of each epoch as it ends
   * @return the training curve
   * @throws ArithmeticException when the loss is not finite
   */
  public static List<EpochSummary> train(
      Weights weights,
      Collection<ParameterSpec> specs,
      Forward forward,
      int[] labels,
      Recipe recipe,
      Consumer<EpochSummary> onEpoch) {
    List<EpochSummary> curve = new ArrayList<>();
    ReduceOnPlateau schedule = new ReduceOnPlateau(recipe);
    try (Adam adam = new Adam(weights, specs)) {
      for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
        EpochSummary summary =
            epoch(weights.manager(), adam, forward, labels, recipe, epoch, schedule.rate());
        schedule.observe(summary.loss());
        curve.add(summary);
        onEpoch.accept(summary);
      }
    }
    return curve;
  }

  private static EpochSummary epoch(
      NDManager manager,
      Adam adam,
      Forward forward,
      int[] labels,
      Recipe recipe,
      int epoch,
      double rate) {
    int[] order = order(labels.length, recipe.seed() * 1_000_003 + epoch);
    double loss = 0;
    long right = 0;
    for (int start = 0; start < order.length; start += recipe.batch()) {
      int[] rows = new int[Math.min(recipe.batch(), order.length - start)];
      System.arraycopy(order, start, rows, 0, rows.length);
      try (NDManager scope = manager.newSubManager()) {
        NDArray truth = scope.create(labelsOf(labels, rows));
        NDArray[] logits = new NDArray[1];
        NDArray mean =
            Gradients.backward(
                () -> {
                  logits[0] = forward.logits(scope, rows);
                  return new SoftmaxCrossEntropyLoss()
                      .evaluate(new NDList(truth), new NDList(logits[0]));
                });
        float value = mean.getFloat();
        if (!Float.isFinite(value)) {
          throw new ArithmeticException(
              "the loss is "
                  + value
                  + " in epoch "
                  + epoch
                  + ", examples from "
                  + start
                  + "; lower the learning rate");
        }
        adam.step(rate);
        loss += value * rows.length;
        right += logits[0].argMax(1).eq(truth).sum().getLong();
      }
    }
    return new EpochSummary(epoch, loss / order.length, (double) right / order.length, rate);
  }

  private static long[] labelsOf(int[] labels, int[] rows) {
    long[] picked = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = labels[rows[i]];
    }
    return picked;
  }

  private static int[] order(int size, long seed) {
    int[] order = new int[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
