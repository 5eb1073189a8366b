package io.gauntlet.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) over named tensors. DJL's own keeps its moments to itself;
 * these can be read and set, which a checkpoint needs.
 */
final class Adam implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final double TINY = 1e-6;

  private record Moments(NDArray weight, NDArray mean, NDArray variance) {}

  private final NDManager manager;
  private final Map<String, Moments> moments = new TreeMap<>();
  private int step;

  Adam(Weights weights, Collection<ParameterSpec> specs) {
    manager = weights.manager().newSubManager();
    for (ParameterSpec spec : specs) {
      if (spec.start().trainable()) {
        moments.put(
            spec.name(),
            new Moments(
                weights.get(spec.name()),
                manager.zeros(spec.shape()),
                manager.zeros(spec.shape())));
      }
    }
  }

  /** Running means of the gradients and of their squares, by name; what it remembers. */
  Map<String, NDArray> state() {
    Map<String, NDArray> state = new TreeMap<>();
    moments.forEach(
        (name, moment) -> {
          state.put("mean/" + name, moment.mean());
          state.put("variance/" + name, moment.variance());
        });
    return state;
  }

  /** Steps that were made. */
  int steps() {
    return step;
  }

  /**
   * Lets the tensors gather gradients.
   *
   * @param steps that were made before, 0 at the start
   */
  void begin(int steps) {
    step = steps;
    moments.values().forEach(moment -> moment.weight().setRequiresGradient(true));
  }

  /**
   * Scales all gradients so that their norm is at most so large; the rule of PyTorch's {@code
   * clip_grad_norm_}.
   *
   * @return the norm before
   */
  double clip(double largest) {
    double squares = 0;
    for (Moments moment : moments.values()) {
      try (NDArray gradient = moment.weight().getGradient();
          NDArray square = gradient.square();
          NDArray sum = square.sum()) {
        squares += sum.getFloat();
      }
    }
    double norm = Math.sqrt(squares);
    double scale = largest / (norm + TINY);
    if (scale < 1) {
      for (Moments moment : moments.values()) {
        try (NDArray gradient = moment.weight().getGradient()) {
          gradient.muli((float) scale);
        }
      }
    }
    return norm;
  }

  /** Moves every tensor by its gradient, and forgets the gradient. */
  void step(double learningRate) {
    step++;
    double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
    float rate = (float) (learningRate * correction);
    for (Moments moment : moments.values()) {
      NDArray weight = moment.weight();
      try (NDArray gradient = weight.getGradient()) {
        NDList inputs = new NDList(weight, gradient, moment.mean(), moment.variance());
        weight
            .getNDArrayInternal()
            .adamUpdate(
                inputs,
                new NDList(weight),
                rate,
                rate,
                0,
                1,
                -1,
                BETA1,
                BETA2,
                EPSILON,
                false,
                false);
        gradient.subi(gradient);
      }
    }
  }

  /** Frees the moments and freezes the tensors. */
  @Override
  public void close() {
    moments.values().forEach(moment -> moment.weight().setRequiresGradient(false));
    manager.close();
  }
}
