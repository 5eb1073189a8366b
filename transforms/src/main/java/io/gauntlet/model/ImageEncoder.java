package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.FoldedNorms;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Network;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.operator.Mode;
import io.gauntlet.model.text.Tokenizer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A network over each of the views, their features concatenated.
 *
 * @param trained the network while it is trained
 * @param evaluated the network otherwise: the same, or its norms folded into the convolutions
 */
record ImageEncoder(PixelInput input, Network trained, Network evaluated) implements Encoder {

  static ImageEncoder of(ImageNetwork network, PixelInput input, Weights weights) {
    Network bound = new Network(network.graph(), weights);
    return new ImageEncoder(input, bound, bound);
  }

  @Override
  public NDArray trainingFeatures(NDManager scope, StudyInputs studies, Mode mode) {
    return features(trained, studies.pixels(scope, input.size()), mode);
  }

  private NDArray features(Network network, NDArray pixels, Mode mode) {
    long studies = pixels.getShape().get(0);
    NDArray views =
        pixels
            .reshape(new Shape(input.views().size() * studies, 1, input.height(), input.width()))
            .sub((float) input.mean())
            .div(Gradients.constant(pixels.getManager(), input.deviation()));
    return network.forward(mode, views).reshape(studies, -1);
  }

  @Override
  public Encoder frozen() {
    return new ImageEncoder(input, trained, FoldedNorms.of(trained.graph(), trained.weights()));
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
        return end.apply(features(evaluated, pixels, Mode.INFERENCE));
      }
    };
  }

  @Override
  public Optional<Tokenizer> tokenizer() {
    return Optional.empty();
  }
}
