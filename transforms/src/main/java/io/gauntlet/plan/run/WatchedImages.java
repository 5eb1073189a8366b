package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A victim of an attack on images, whose answers about one study are told. */
final class WatchedImages implements ImageClassifier {

  /** Takes an answer about the study. */
  interface Taker {
    /** Takes one, with the images of the study that were asked about. */
    void take(Look.Kind kind, Logits logits, Supplier<float[]> images);

    /** The images of the study before the attack. */
    float[] clean();
  }

  private final ImageClassifier victim;
  private final int[] rows;
  private final int watched;
  private final Taker taker;

  /**
   * Tells of one study.
   *
   * @param rows the study of each image
   * @param watched the study that is told of
   */
  WatchedImages(ImageClassifier victim, int[] rows, int watched, Taker taker) {
    this.victim = victim;
    this.rows = rows;
    this.watched = watched;
    this.taker = taker;
  }

  @Override
  public NDArray logits(NDArray images) {
    NDArray answer = victim.logits(images);
    tell(Look.Kind.LOGITS, answer, images);
    return answer;
  }

  @Override
  public ImageGradient gradient(NDArray images, NDArray labels, Loss loss) {
    ImageGradient answer = victim.gradient(images, labels, loss);
    tell(Look.Kind.GRADIENT, answer.logits(), images);
    return answer;
  }

  /** What is known before an attack is about the clean images. */
  @Override
  public ImageGradient reuse(ImageGradient known) {
    ImageGradient answer = victim.reuse(known);
    tell(Look.Kind.GRADIENT, answer.logits(), place -> taker.clean());
    return answer;
  }

  private void tell(Look.Kind kind, NDArray answer, NDArray images) {
    tell(kind, answer, place -> values(images, place));
  }

  private void tell(Look.Kind kind, NDArray answer, IntFunction<float[]> images) {
    if (Arrays.stream(rows).noneMatch(row -> row == watched)) {
      return;
    }
    List<Logits> all = Logits.rows(answer);
    for (int image = 0; image < rows.length; image++) {
      if (rows[image] == watched) {
        int place = image;
        taker.take(kind, all.get(image), () -> images.apply(place));
      }
    }
  }

  /** The values of one study's images. */
  static float[] values(NDArray images, int row) {
    try (NDManager scope = images.getManager().newSubManager()) {
      return images.get(scope, new NDIndex("{}", row)).toFloatArray();
    }
  }

  @Override
  public ImageClassifier rows(int[] picked) {
    return new WatchedImages(
        victim.rows(picked),
        Arrays.stream(picked).map(image -> rows[image]).toArray(),
        watched,
        taker);
  }
}
