package io.gauntlet.model.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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

  // Its natives must be loaded before the first call below it.
  static {
    Engine.getEngine("PyTorch");
  }

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

  /**
   * A number for use in a forward pass that is differentiated.
   *
   * <p>DJL's {@code mul(Number)}, {@code div(Number)} and {@code maximum(Number)} put the number
   * into a buffer of the JVM and drop it at once, while PyTorch's graph still points there: after a
   * garbage collection the backward pass reads whatever took its place. This one lives as long as
   * its manager.
   */
  public static NDArray constant(NDManager manager, double value) {
    return manager.create((float) value);
  }

  /** Whether this thread records what is computed. */
  static boolean areRecorded() {
    return JniUtils.isGradMode();
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
