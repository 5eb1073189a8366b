package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.operator.Mode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A forward pass of an untrained encoder over one input, to be timed.
 *
 * @param parameters of the encoder
 * @param bind from weights to the pass, whose activations are owned by the manager it is given
 */
public record ForwardPass(
    List<ParameterSpec> parameters, Function<Weights, Function<NDManager, NDArray>> bind) {
  private static final int TIMES = 5;

  /** Over one grey image. */
  public static ForwardPass of(ImageNetwork network, int side) {
    Graph graph = network.graph();
    return new ForwardPass(
        graph.parameters(),
        weights -> {
          Network bound = new Network(graph, weights);
          Shape shape = new Shape(1, 1, side, side);
          return scope -> bound.forward(Mode.INFERENCE, scope.full(shape, 0.5f));
        });
  }

  /** Over one caption. */
  public static ForwardPass of(BertEncoder encoder, int length) {
    Shape shape = new Shape(1, length);
    return new ForwardPass(
        encoder.parameters(),
        weights -> {
          BertNetwork bound = new BertNetwork(encoder, weights);
          return scope ->
              bound.forward(
                  scope.ones(shape, DataType.INT64),
                  scope.ones(shape, DataType.INT64),
                  Mode.INFERENCE);
        });
  }

  /** Numbers that training moves. */
  public long trainable() {
    return parameters.stream()
        .filter(spec -> spec.start().trainable())
        .mapToLong(spec -> spec.shape().size())
        .sum();
  }

  /** The quickest of several passes on this machine, after one to warm up. */
  public Duration measure() {
    try (NDManager manager = NDManager.newBaseManager();
        Weights weights = Weights.initialize(manager, parameters, 1)) {
      Function<NDManager, NDArray> pass = bind.apply(weights);
      long best = Long.MAX_VALUE;
      for (int i = 0; i <= TIMES; i++) {
        long start = System.nanoTime();
        try (NDManager scope = manager.newSubManager()) {
          // Reading a value waits for it.
          Gradients.without(() -> pass.apply(scope)).toFloatArray();
        }
        best = i == 0 ? best : Math.min(best, System.nanoTime() - start);
      }
      return Duration.ofNanos(best);
    }
  }
}
