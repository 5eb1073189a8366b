package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.model.nn.ParameterSpec;
import io.gauntlet.model.nn.Weights;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) over named tensors. DJL's own keeps its moments to itself;
 * these can be read, which a checkpoint needs.
 */
final class Adam implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private record Moments(NDArray weight, NDArray mean, NDArray variance) {}

  private final NDManager manager;
  private final Map<String, Moments> moments = new TreeMap<>();
  private int step;

  Adam(Weights weights, Collection<ParameterSpec> specs) {
    manager = weights.manager().newSubManager();
    for (ParameterSpec spec : specs) {
      if (spec.start().trainable()) {
        NDArray weight = weights.get(spec.name());
        weight.setRequiresGradient(true);
        moments.put(
            spec.name(),
            new Moments(weight, manager.zeros(spec.shape()), manager.zeros(spec.shape())));
      }
    }
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
