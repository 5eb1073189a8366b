package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.primitives.ImmutableIntArray;
import io.gauntlet.attack.Loss;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One step of an attack, for the images that are still under attack. All of its arrays belong to
 * the memory scope of the step.
 */
public final class Iteration {
  private final int number;
  private final BestPointSearch search;
  private final ImmutableIntArray places;
  private final List<SplittableRandom> random;
  private final NDArray clean;
  private final NDArray x;
  private final Steps.Origin origin;

  Iteration(int number, Steps.Run run, NDArray clean, NDArray x, Steps.Origin origin) {
    this.number = number;
    this.search = run.search();
    this.places = run.places();
    this.random = run.random();
    this.clean = clean;
    this.x = x;
    this.origin = origin;
  }

  /** The number of the step, from 0. */
  public int number() {
    return number;
  }

  /** Number of images. */
  public int size() {
    return places.length();
  }

  /** Which of the images that the steps began with this one is. */
  public int place(int image) {
    return places.get(image);
  }

  /** The memory scope of the step. */
  public NDManager scope() {
    return clean.getManager();
  }

  /** The clean images, {@code [size, views, height, width]}. */
  public NDArray clean() {
    return clean;
  }

  /** Where the step begins, {@code [size, views, height, width]}. */
  public NDArray x() {
    return x;
  }

  /** A stream of random numbers for each image, which goes on through all steps. */
  public List<SplittableRandom> random() {
    return random;
  }

  /** Asks for the gradient of a loss at {@link #x}, a query that keeps the best points. */
  public GradientAt gradient(Loss loss) {
    return number == 0 && origin == Steps.Origin.CLEAN
        ? search.gradientAtClean(x, loss)
        : search.gradient(x, loss);
  }

  /** As {@link #gradient(Loss)}, with {@link #x} changed before the victim sees it. */
  public GradientAt gradient(InputTransform transform, Loss loss) {
    if (IntStream.range(0, size()).allMatch(transform::isUnchanged)) {
      return gradient(loss);
    }
    GradientAt at = search.gradientInstead(x, transform.apply(x), loss, transform::isUnchanged);
    return at.withGradient(transform.back(at.gradient()));
  }

  /**
   * Asks for the logits at other points, a query that keeps the best of them.
   *
   * @param points {@code [size, views, height, width]} in {@code [0, 1]}
   * @return the margin of each, see {@link GradientAt}
   */
  public float[] margins(NDArray points) {
    return search.margins(points);
  }
}
