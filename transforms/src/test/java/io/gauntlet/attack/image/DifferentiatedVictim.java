package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import io.gauntlet.model.nn.Gradients;

/** A victim with the true gradient of its logits, which reads all studies alike. */
public interface DifferentiatedVictim extends PixelClassifier {

  @Override
  default PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> loss.of(logits(leaf), labels));
    return new PixelGradient(logits(pixels), leaf.getGradient());
  }

  @Override
  default PixelClassifier rows(int[] rows) {
    return this;
  }
}
