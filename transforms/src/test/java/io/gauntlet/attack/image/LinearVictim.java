package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import io.gauntlet.model.nn.Gradients;

/** Two classes, {@code logits = (0, w . x + bias)}: every attack on it has a closed form. */
public record LinearVictim(NDArray weights, float bias) implements PixelClassifier {

  @Override
  public NDArray logits(NDArray pixels) {
    NDArray score =
        pixels.reshape(new Shape(pixels.getShape().get(0), -1)).matMul(weights).add(bias);
    return NDArrays.concat(new NDList(score.zerosLike(), score), 1);
  }

  @Override
  public PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> loss.of(logits(leaf), labels));
    return new PixelGradient(logits(pixels), leaf.getGradient());
  }

  @Override
  public PixelClassifier rows(int[] rows) {
    return this;
  }
}
