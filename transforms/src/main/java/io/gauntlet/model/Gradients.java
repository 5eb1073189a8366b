package io.gauntlet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Automatic differentiation on the calling thread alone.
 *
 * <p>DJL's {@code GradientCollector} is one for the whole process, and a Beam worker runs several
 * threads: this works below it, where PyTorch's gradient mode is a thread's own. The mode is put
 * back whatever happens, and new threads, which PyTorch starts with gradients on, are switched off
 * by {@link #without}.
 */
public final class Gradients {

  private Gradients() {}

  /**
   * Runs a forward pass that records its graph, and propagates back from the sum of its result to
   * every leaf that requires a gradient.
   *
   * @return what {@code forward} returned
   */
  public static NDArray backward(Supplier<NDArray> forward) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      NDArray loss = forward.get();
      try (NDArray sum = loss.sum();
          NDArray one = sum.onesLike()) {
        JniUtils.backward((PtNDArray) sum, (PtNDArray) one, false, false);
      }
      return loss;
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Runs work that records no graph. */
  public static <T> T without(Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
