package io.gauntlet.attack.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;

/**
 * A victim whose gradient at the clean pictures is known: the attacks that start there take their
 * first look for nothing, FGSM the only one that it takes.
 *
 * @param victim the victim
 * @param clean the clean pictures themselves; a copy of them is a new question
 * @param look logits, and the gradient of {@link #LOSS}, at the clean pictures
 */
record KnownLook(PixelClassifier victim, NDArray clean, PixelGradient look)
    implements PixelClassifier {
  /** The loss whose gradient is known. */
  static final Loss LOSS = Loss.CROSS_ENTROPY;

  @Override
  public NDArray logits(NDArray pixels) {
    return victim.logits(pixels);
  }

  @Override
  public PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    return pixels == clean && loss == LOSS
        ? new PixelGradient(
            copy(pixels.getManager(), look.logits()), copy(pixels.getManager(), look.gradient()))
        : victim.gradient(pixels, labels, loss);
  }

  private static NDArray copy(NDManager manager, NDArray array) {
    NDArray copy = array.duplicate();
    copy.attach(manager);
    return copy;
  }

  @Override
  public PixelClassifier rows(int[] rows) {
    return victim.rows(rows);
  }
}
