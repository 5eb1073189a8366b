package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.nn.Gradients;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A classifier whose words are fixed: their embedding is a constant, computed once however many
 * steps an attack takes.
 *
 * @param classifier the victim
 * @param text the text embedding {@code [width]} of each picture's study; null for a victim that
 *     sees no words
 */
public record FixedCaptionVictim(Classifier classifier, StudyRows text) implements ImageClassifier {

  /**
   * A victim before one picture a study.
   *
   * @param text {@code [studies, width]}; null for a victim that sees no words
   */
  public static FixedCaptionVictim of(Classifier classifier, NDArray text) {
    return new FixedCaptionVictim(classifier, text == null ? null : StudyRows.all(text));
  }

  @Override
  public NDArray logits(NDArray pixels) {
    return Gradients.without(() -> score(pixels, words(pixels)));
  }

  @Override
  public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    NDArray words = words(pixels);
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    AtomicReference<NDArray> logits = new AtomicReference<>();
    Gradients.backward(
        () -> {
          logits.setPlain(score(leaf, words));
          return loss.of(logits.getPlain(), labels);
        });
    return new ImageGradient(logits.getPlain().stopGradient(), leaf.getGradient());
  }

  private NDArray score(NDArray pixels, NDArray words) {
    return classifier.fuse(classifier.imageEmbedding(pixels), words);
  }

  private NDArray words(NDArray pixels) {
    return text == null ? null : text.in(pixels.getManager());
  }

  @Override
  public ImageClassifier rows(int[] rows) {
    return new FixedCaptionVictim(classifier, text == null ? null : text.rows(rows));
  }
}
