package io.gauntlet.plan.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.CleanAnswer;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.model.nn.Gradients;
import java.util.Optional;

/**
 * A linear victim that counts what it is asked: sure enough of itself that no small change fools
 * it, and not so sure that nothing does.
 */
final class ProbeVictim implements ImageClassifier {
  private static final float SLOPE = 0.05f;
  private static final float LEAD = 5;

  private long forward;
  private long backward;
  private boolean usedClean;

  /** What a run knows of such a victim: it costs nothing. */
  static CleanAnswer clean(ImageBatch batch) {
    ProbeVictim uncounted = new ProbeVictim();
    return new CleanAnswer(
        Optional.of(uncounted.logits(batch.images())),
        Optional.of(uncounted.gradient(batch.images(), batch.labels(), Loss.CROSS_ENTROPY)));
  }

  /** One that was asked so often. */
  static ProbeVictim asked(long queries) {
    ProbeVictim victim = new ProbeVictim();
    victim.forward = queries;
    return victim;
  }

  @Override
  public NDArray logits(NDArray pixels) {
    forward += pixels.getShape().get(0);
    return Gradients.without(() -> score(pixels));
  }

  @Override
  public ImageGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    count(pixels);
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> loss.of(score(leaf), labels));
    return new ImageGradient(Gradients.without(() -> score(pixels)), leaf.getGradient());
  }

  @Override
  public ImageGradient reuse(ImageGradient known) {
    count(known.gradient());
    usedClean = true;
    return known;
  }

  private void count(NDArray images) {
    forward += images.getShape().get(0);
    backward += images.getShape().get(0);
  }

  /** NORMAL ahead by {@link #LEAD} for grey images; pixels count by turns for and against it. */
  private static NDArray score(NDArray pixels) {
    Shape shape = pixels.getShape();
    int size = Math.toIntExact(shape.size() / shape.get(0));
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = i % 2 == 0 ? SLOPE : -SLOPE;
    }
    NDArray abnormal =
        pixels
            .reshape(shape.get(0), size)
            .matMul(pixels.getManager().create(weights, new Shape(size, 1)))
            .sub(LEAD);
    return abnormal.zerosLike().concat(abnormal, 1);
  }

  @Override
  public ImageClassifier rows(int[] rows) {
    return this;
  }

  /** Whether the gradient that was known at the clean images was used. */
  boolean usedClean() {
    return usedClean;
  }

  Passes passes() {
    return new Passes(forward, backward, 0, 0);
  }
}
