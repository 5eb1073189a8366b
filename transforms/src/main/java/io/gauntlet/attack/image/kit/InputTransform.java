package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;

/**
 * A linear change of the images before the victim sees them, so that what is found does not fit one
 * victim alone (Xie et al. 2019). Its results belong to the manager of its argument.
 */
public interface InputTransform {

  /** The changed images, of the same shape. */
  NDArray apply(NDArray images);

  /** The gradient by the images, from that by the changed ones: the transposed change. */
  NDArray back(NDArray gradient);

  /** Whether an image is left as it is. */
  boolean isUnchanged(int image);
}
