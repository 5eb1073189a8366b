package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.nn.Gradients;

/**
 * A classifier whose words are fixed: their embedding is a constant, computed once however many
 * steps an attack takes.
 *
 * @param classifier the victim
 * @param text its text embedding {@code [batch, width]}; null for a victim that sees no words
 */
public record PictureVictim(Classifier classifier, NDArray text) implements PixelClassifier {

  @Override
  public NDArray logits(NDArray pixels) {
    return Gradients.without(() -> classifier.fuse(classifier.imageEmbedding(pixels), text));
  }

  @Override
  public LossGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    NDArray losses =
        Gradients.backward(
            () -> loss.of(classifier.fuse(classifier.imageEmbedding(leaf), text), labels));
    return new LossGradient(losses.stopGradient(), leaf.getGradient());
  }

  @Override
  public PixelClassifier rows(int[] rows) {
    return text == null
        ? this
        : new PictureVictim(classifier, text.get(text.getManager().create(rows)));
  }
}
