package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.model.nn.Gradients;

/** A victim with the true gradient of its logits, which reads all studies alike. */
public interface DifferentiatedVictim extends ImageClassifier {

  @Override
  default ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> loss.of(logits(leaf), labels));
    return new ImageGradient(logits(pixels), leaf.getGradient());
  }

  @Override
  default ImageClassifier rows(int[] rows) {
    return this;
  }
}
