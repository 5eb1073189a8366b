package io.gauntlet.plan.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import io.gauntlet.attack.victim.KnownClean;
import io.gauntlet.attack.victim.KnownLook;
import io.gauntlet.model.nn.Gradients;
import java.util.List;

/**
 * A linear victim that counts what it is asked: sure enough of itself that no small change fools
 * it, and not so sure that nothing does.
 */
final class ProbeVictim implements PixelClassifier {
  private static final float SLOPE = 0.05f;
  private static final float LEAD = 5;

  private final NDArray clean;
  private long forward;
  private long backward;
  private boolean lookedAtClean;

  ProbeVictim(NDArray clean) {
    this.clean = clean;
  }

  /** The victim as a run shows it to attacks: its clean logits cost nothing. */
  PixelClassifier known() {
    return new KnownClean(this, clean, List.of(new float[] {0, -LEAD}));
  }

  /** One that was asked so often. */
  static ProbeVictim asked(long queries) {
    ProbeVictim victim = new ProbeVictim(null);
    victim.forward = queries;
    return victim;
  }

  @Override
  public NDArray logits(NDArray pixels) {
    forward += pixels.getShape().get(0);
    return Gradients.without(() -> score(pixels));
  }

  @Override
  public PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    forward += pixels.getShape().get(0);
    backward += pixels.getShape().get(0);
    lookedAtClean |= loss == KnownLook.LOSS && KnownLook.isAt(clean, pixels);
    NDArray leaf = pixels.duplicate();
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> loss.of(score(leaf), labels));
    return new PixelGradient(Gradients.without(() -> score(pixels)), leaf.getGradient());
  }

  /** NORMAL ahead by {@link #LEAD} for grey pictures; pixels count by turns for and against it. */
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
  public PixelClassifier rows(int[] rows) {
    return this;
  }

  /** Whether it was asked for the gradient of {@link KnownLook#LOSS} at the clean pictures. */
  boolean lookedAtClean() {
    return lookedAtClean;
  }

  Passes passes() {
    return new Passes(forward, backward, 0, 0);
  }
}
