package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.Dropout;
import io.gauntlet.model.nn.FoldedNorms;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.SeResNet;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A network over each of the two views, their features concatenated.
 *
 * @param weights what is trained
 * @param evaluated what is evaluated: the same, or its norms folded into the convolutions
 */
record ImageEncoder(SeResNet network, PixelInput input, Weights weights, Weights evaluated)
    implements Encoder {

  @Override
  public NDArray trainingFeatures(NDManager scope, StudyInputs studies, long dropoutSeed) {
    NDArray views = views(studies.pixels(scope, input.size()));
    return Dropout.of(
        together(network.forward(weights, views, true)), network.dropout(), dropoutSeed);
  }

  private NDArray features(NDArray pixels) {
    return together(network.forward(evaluated, views(pixels), false));
  }

  /** {@code [batch, 2, height, width]} to normalised {@code [2 * batch, 1, height, width]}. */
  private NDArray views(NDArray pixels) {
    long studies = pixels.getShape().get(0);
    return pixels
        .reshape(new Shape(2 * studies, 1, input.height(), input.width()))
        .sub((float) input.mean())
        .div(Gradients.constant(pixels.getManager(), input.deviation()));
  }

  private static NDArray together(NDArray features) {
    return features.reshape(features.getShape().get(0) / 2, -1);
  }

  @Override
  public Encoder frozen() {
    return new ImageEncoder(
        network, input, weights, FoldedNorms.of(weights, network.parameters()));
  }

  @Override
  public Branch branch(UnaryOperator<NDArray> end) {
    return new ImageBranch() {
      @Override
      public ImageSize size() {
        return input.size();
      }

      @Override
      public NDArray embed(NDArray pixels) {
        return end.apply(features(pixels));
      }
    };
  }

  @Override
  public Optional<Tokenizer> tokenizer() {
    return Optional.empty();
  }
}
