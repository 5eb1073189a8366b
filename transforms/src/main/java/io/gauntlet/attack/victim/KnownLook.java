package io.gauntlet.attack.victim;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A victim whose gradient at the clean pictures is known: the attacks that start there take their
 * first look for nothing, FGSM the only one that it takes.
 *
 * @param victim the victim
 * @param clean the clean pictures; a copy of them is no new question
 * @param look logits, and the gradient of {@link #LOSS}, at the clean pictures
 */
public record KnownLook(PixelClassifier victim, NDArray clean, PixelGradient look)
    implements PixelClassifier {
  /** The loss whose gradient is known. */
  public static final Loss LOSS = Loss.CROSS_ENTROPY;

  @Override
  public NDArray logits(NDArray pixels) {
    return victim.logits(pixels);
  }

  @Override
  public PixelGradient gradient(NDArray pixels, NDArray labels, Loss loss) {
    return loss == LOSS && isAt(clean, pixels)
        ? new PixelGradient(
            InScope.copy(pixels.getManager(), look.logits()),
            InScope.copy(pixels.getManager(), look.gradient()))
        : victim.gradient(pixels, labels, loss);
  }

  /** Whether pictures are the clean ones, value by value: a glance beside a pass of a network. */
  public static boolean isAt(NDArray clean, NDArray pixels) {
    return pixels == clean
        || (pixels.getShape().equals(clean.getShape()) && pixels.contentEquals(clean));
  }

  @Override
  public PixelClassifier rows(int[] rows) {
    int[] all = IntStream.range(0, Math.toIntExact(clean.getShape().get(0))).toArray();
    return Arrays.equals(rows, all) ? this : victim.rows(rows);
  }
}
