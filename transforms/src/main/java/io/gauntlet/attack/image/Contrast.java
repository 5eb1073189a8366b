package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.OptionRange;

/**
 * Less or more contrast about the mean of each view, clipped.
 *
 * @param factor of every difference from the mean, at least 0; below 1 it is less contrast
 */
record Contrast(double factor) implements Corruption {

  Contrast {
    OptionRange.within("factor", factor, 0, 100);
  }

  @Override
  public NDArray corrupt(NDArray images, ImmutableLongArray seeds) {
    NDManager owner = images.getManager();
    try (NDManager scope = owner.newSubManager()) {
      images.tempAttach(scope);
      long[] shape = images.getShape().getShape();
      NDArray mean = images.reshape(shape[0] * shape[1], -1).mean(new int[] {1});
      NDArray around = mean.reshape(shape[0], shape[1], 1, 1);
      NDArray changed = around.add(images.sub(around).mul((float) factor)).clip(0, 1);
      changed.attach(owner);
      return changed;
    }
  }
}
