package io.gauntlet.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Mini-batch training with Adam, cross-entropy and a learning rate that is cut on a plateau. The
 * order of the examples comes from the recipe's seed and the epoch alone, so a training that goes
 * on from a checkpoint ends with the very weights of one that was never stopped.
 */
public final class Trainer {
  private static final double NANOS = 1e9;

  /** Share of the held out examples that a training may lose again before it ends. */
  private static final double MOST_LOST = 0.2;

  private final String name;
  private final Recipe recipe;
  private final TrainingCheckpoint checkpoint;
  private final TrainingObserver observer;

  /**
   * Prepares a training.
   *
   * @param name of the victim, for errors
   */
  public Trainer(
      String name, Recipe recipe, TrainingCheckpoint checkpoint, TrainingObserver observer) {
    this.name = name;
    this.recipe = recipe;
    this.checkpoint = checkpoint;
    this.observer = observer;
  }

  /**
   * Trains weights in place, from the last checkpoint if there is one.
   *
   * @param labels true classes of all examples, from 0
   * @throws DivergedException when the loss, the gradient or a weight is not finite
   * @throws UncheckedIOException when a checkpoint cannot be read or written
   */
  public void train(
      Weights weights, Collection<ParameterSpec> specs, int[] labels, Lesson.Forward forward) {
    train(weights, specs, labels, Lesson.of(forward));
  }

  /**
   * Trains weights in place, from the last checkpoint if there is one. A training on single steps
   * of an attack (Wong et al. 2020, section 5) goes back to before an epoch in which it lost more
   * than a fifth of the held out examples under a stronger attack, and ends.
   *
   * @param labels true classes of all examples, from 0
   * @throws DivergedException when the loss, the gradient or a weight is not finite
   * @throws UncheckedIOException when a checkpoint cannot be read or written
   */
  public void train(Weights weights, Collection<ParameterSpec> specs, int[] labels, Lesson lesson) {
    try (Adam adam = new Adam(weights, specs)) {
      new Run(weights, labels, lesson, adam).train();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One training of some weights. */
  private final class Run {
    private final Weights weights;
    private final int[] labels;
    private final float[] importance;
    private final Lesson lesson;
    private final Adam adam;

    Run(Weights weights, int[] labels, Lesson lesson, Adam adam) {
      this.weights = weights;
      this.labels = labels;
      this.importance = recipe.classWeights().of(labels);
      this.lesson = lesson;
      this.adam = adam;
    }

    private void train() throws IOException {
      SortedMap<String, NDArray> tensors = new TreeMap<>(adam.state());
      weights.tensors().forEach((name, tensor) -> tensors.put("weight/" + name, tensor));
      TrainingState state = checkpoint.restore(tensors).orElse(TrainingState.start(recipe));
      if (state.epoch() > 0) {
        observer.resumed(state.curve());
      }
      adam.begin(state.step());
      ReduceOnPlateau schedule = new ReduceOnPlateau(recipe, state.schedule());
      List<EpochSummary> curve = new ArrayList<>(state.curve());
      for (int epoch = state.epoch() + 1; epoch <= recipe.epochs(); epoch++) {
        try (NDManager scope = weights.manager().newSubManager()) {
          Map<String, NDArray> before = Map.of();
          if (recipe.defence().kind() == Defence.Kind.FAST) {
            before = weights.copies(scope);
          }
          EpochSummary summary = epoch(epoch, schedule.rate());
          schedule.observe(summary.loss());
          checkWeights(epoch);
          boolean spoilt = isSpoilt(curve, summary);
          curve.add(summary);
          if (spoilt) {
            weights.set(before);
            observer.epoch(summary);
            return;
          }
          checkpoint.save(new TrainingState(epoch, adam.steps(), schedule.state(), curve), tensors);
          observer.epoch(summary);
        }
      }
    }

    /** Whether the network learnt to be right on what it is trained with, and on nothing else. */
    private boolean isSpoilt(List<EpochSummary> curve, EpochSummary last) {
      return recipe.defence().kind() == Defence.Kind.FAST
          && last.heldOut() != null
          && curve.stream()
              .map(EpochSummary::heldOut)
              .anyMatch(before -> before.robust() - last.heldOut().robust() > MOST_LOST);
    }

    private EpochSummary epoch(int epoch, double rate) {
      long begun = System.nanoTime();
      int[] order = order(labels.length, recipe.seed() * 1_000_003 + epoch);
      double loss = 0;
      double total = 0;
      long right = 0;
      for (int start = 0; start < order.length; start += recipe.batch()) {
        int end = Math.min(start + recipe.batch(), order.length);
        Step step = step(Arrays.copyOfRange(order, start, end));
        checkFinite(step, epoch, start, end);
        adam.step(recipe.warmed(rate, adam.steps() + 1));
        loss += step.loss() * step.importance();
        total += step.importance();
        right += step.right();
        observer.step(epoch, end, step.loss());
      }
      double seconds = (System.nanoTime() - begun) / NANOS;
      return new EpochSummary(
          epoch,
          loss / total,
          (double) right / order.length,
          rate,
          seconds,
          order.length / seconds,
          lesson.examine().orElse(null));
    }

    /**
     * What one batch gave.
     *
     * @param importance of its studies, added up
     * @param loss their weighted mean
     * @param right studies whose class was the larger logit
     * @param norm of the gradient; 0 where nobody asked
     */
    private record Step(double importance, double loss, long right, double norm) {}

    /** Adds up the gradients of a batch, in as many forward passes as the recipe says. */
    private Step step(int[] rows) {
      double total = importance(rows);
      double loss = 0;
      long right = 0;
      int part = (recipe.batch() + recipe.accumulation() - 1) / recipe.accumulation();
      for (int start = 0; start < rows.length; start += part) {
        int[] some = Arrays.copyOfRange(rows, start, Math.min(start + part, rows.length));
        try (NDManager scope = weights.manager().newSubManager()) {
          Lesson.Batch batch = lesson.prepare(scope, some);
          NDArray[] logits = new NDArray[1];
          NDArray losses =
              Gradients.backward(
                  () -> {
                    Lesson.Answer answer = batch.answer();
                    logits[0] = answer.logits();
                    int classes = (int) logits[0].getShape().get(1);
                    NDArray wrong = logits[0].logSoftmax(1).mul(share(scope, some, total, classes));
                    return answer
                        .penalty()
                        .map(penalty -> wrong.add(penalty.mul(weight(scope, some, total))))
                        .orElse(wrong);
                  });
          for (float value : losses.toFloatArray()) {
            loss += value;
          }
          right += right(logits[0].argMax(1).toLongArray(), some);
        }
      }
      return new Step(total, loss, right, recipe.clipNorm() > 0 ? adam.clip(recipe.clipNorm()) : 0);
    }

    private double importance(int[] rows) {
      double total = 0;
      for (int row : rows) {
        total += importance[row];
      }
      return total;
    }

    /**
     * What each log-probability counts in the batch's weighted mean: minus the study's share at its
     * true class, 0 at the others.
     */
    private NDArray share(NDManager scope, int[] rows, double total, int classes) {
      float[] share = new float[classes * rows.length];
      for (int i = 0; i < rows.length; i++) {
        share[classes * i + labels[rows[i]]] = (float) (-importance[rows[i]] / total);
      }
      return scope.create(share, new Shape(rows.length, classes));
    }

    /** What each study counts in the batch's weighted mean, {@code [rows, 1]}. */
    private NDArray weight(NDManager scope, int[] rows, double total) {
      float[] weight = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        weight[i] = (float) (importance[rows[i]] / total);
      }
      return scope.create(weight, new Shape(rows.length, 1));
    }

    private long right(long[] predicted, int[] rows) {
      long right = 0;
      for (int i = 0; i < rows.length; i++) {
        right += predicted[i] == labels[rows[i]] ? 1 : 0;
      }
      return right;
    }

    private void checkFinite(Step step, int epoch, int start, int end) {
      if (!Double.isFinite(step.loss()) || !Double.isFinite(step.norm())) {
        throw new DivergedException(
            "%s: %s in step %s (epoch %s, studies %s to %s of %s); %s"
                .formatted(
                    name,
                    Double.isFinite(step.loss())
                        ? "the gradient's norm is " + step.norm()
                        : "the loss is " + step.loss(),
                    adam.steps() + 1,
                    epoch,
                    start + 1,
                    end,
                    labels.length,
                    remedy()));
      }
    }

    /** A checkpoint is only kept of weights that are numbers. */
    private void checkWeights(int epoch) {
      weights
          .tensors()
          .forEach(
              (tensor, values) -> {
                try (NDArray sum = values.sum()) {
                  if (!Float.isFinite(sum.getFloat())) {
                    throw new DivergedException(
                        "%s: the tensor %s is not finite after step %s (epoch %s); %s"
                            .formatted(name, tensor, adam.steps(), epoch, remedy()));
                  }
                }
              });
    }

    private String remedy() {
      return "the last good checkpoint: "
          + checkpoint.describe()
          + "; lower the learning rate, clip the gradient's norm or warm up";
    }

    private int[] order(int size, long seed) {
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
}
