package io.gauntlet.plan.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.victim.FixedCaptionVictim;
import io.gauntlet.model.Classifier;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.nn.Gradients;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Seconds that a pass takes a study, on one thread of this machine.
 *
 * @param imageForward forward through the image encoder
 * @param imageBackward backward through the image encoder
 * @param textForward forward through the text encoder
 */
public record PassTimes(double imageForward, double imageBackward, double textForward) {
  private static final double NANOS = 1e9;
  private static final int FEW = 2;
  private static final int REPEATS = 3;

  /** Above this many seconds for {@link #FEW} studies a large batch would take too long to try. */
  private static final double SLOW = 0.25;

  /** The seconds of some passes, a study. */
  public double of(Passes passes) {
    return passes.imageForward() * imageForward
        + passes.imageBackward() * imageBackward
        + passes.textForward() * textForward
        + 2 * passes.textBackward() * textForward;
  }

  /**
   * Measures a network over pictures and one over words, on batches of the size that they will
   * meet, or smaller ones where the network is slow.
   *
   * @param image an image classifier; null where there is none
   * @param text a text classifier; null where there is none
   * @param captions captions of usual length, at least one
   * @param batch studies that are attacked as one
   */
  public static PassTimes measure(
      Classifier image, Classifier text, List<String> captions, int batch) {
    try (NDManager manager = NDManager.newBaseManager()) {
      double forward = image == null ? 0 : forward(manager, image, batch);
      double both = image == null ? 0 : gradient(manager, image, batch);
      double words = text == null ? 0 : words(manager, text, captions, batch);
      return new PassTimes(forward, Math.max(both - forward, 0), words);
    }
  }

  private static double forward(NDManager manager, Classifier image, int batch) {
    return perStudy(
        batch,
        studies -> {
          try (NDManager scope = manager.newSubManager()) {
            NDArray pixels = pixels(scope, image, studies);
            Gradients.without(() -> image.imageEmbedding(pixels)).toFloatArray();
          }
        });
  }

  private static double gradient(NDManager manager, Classifier image, int batch) {
    return perStudy(
        batch,
        studies -> {
          try (NDManager scope = manager.newSubManager()) {
            NDArray pixels = pixels(scope, image, studies);
            NDArray labels = scope.create(new long[studies]);
            FixedCaptionVictim.of(image, null)
                .gradient(pixels, labels, Loss.CROSS_ENTROPY)
                .gradient()
                .sum()
                .toFloatArray();
          }
        });
  }

  private static double words(
      NDManager manager, Classifier text, List<String> captions, int batch) {
    return perStudy(
        batch,
        studies -> {
          try (NDManager scope = manager.newSubManager()) {
            List<String> read =
                Collections.nCopies(studies / captions.size() + 1, captions).stream()
                    .flatMap(List::stream)
                    .limit(studies)
                    .toList();
            Gradients.without(() -> text.textEmbedding(scope, read)).toFloatArray();
          }
        });
  }

  private static NDArray pixels(NDManager scope, Classifier image, int studies) {
    PixelInput input = image.architecture().pixels();
    return scope.randomUniform(0, 1, new Shape(studies, 2, input.height(), input.width()));
  }

  @FunctionalInterface
  private interface Batch {
    void run(int studies);
  }

  private static double perStudy(int batch, Batch work) {
    int few = Math.min(FEW, batch);
    seconds(few, work);
    double first = seconds(few, work);
    if (first > SLOW) {
      return first / few;
    }
    double[] times = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      times[i] = seconds(batch, work);
    }
    Arrays.sort(times);
    return times[REPEATS / 2] / batch;
  }

  private static double seconds(int studies, Batch work) {
    long start = System.nanoTime();
    work.run(studies);
    return (System.nanoTime() - start) / NANOS;
  }
}
