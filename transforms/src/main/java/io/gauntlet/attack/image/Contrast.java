package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Ranges;

/**
 * Less or more contrast, about the mean of each view, clipped.
 *
 * @param factor of every difference from the mean, at least 0; below 1 it is less contrast
 */
record Contrast(double factor) implements ImageAttack {

  /** Checks the range. */
  Contrast {
    Ranges.within("factor", factor, 0, 100);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    NDManager owner = pixels.getManager();
    try (NDManager scope = owner.newSubManager()) {
      pixels.tempAttach(scope);
      long[] shape = pixels.getShape().getShape();
      NDArray mean = pixels.reshape(shape[0] * shape[1], -1).mean(new int[] {1});
      NDArray around = mean.reshape(shape[0], shape[1], 1, 1);
      NDArray changed = around.add(pixels.sub(around).mul((float) factor)).clip(0, 1);
      changed.attach(owner);
      return changed;
    }
  }
}
