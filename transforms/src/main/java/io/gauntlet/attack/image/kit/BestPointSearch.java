package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.ImageGradient;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.Scopes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The search of one attack on one batch. Every query goes through it, so that the best point of
 * each study is kept, the clean image included: no attack ever helps its victim. What is best is
 * the goal's to say: the highest margin, or the smallest distance.
 *
 * <p>A search may be narrowed to some of its images, or repeated for restarts; all of these
 * searches keep their best points together. No query is larger than the batch under attack,
 * whatever is stacked on it.
 *
 * <p>It owns its memory: {@link #close} frees all but the {@link #result}.
 */
public final class BestPointSearch implements AutoCloseable {
  private final Shared shared;
  private final ChunkedVictim victim;
  private final int[] studies;
  private final long[] seeds;
  private final Supplier<List<SplittableRandom>> random;

  private BestPointSearch(Shared shared, ChunkedVictim victim, int[] studies, long[] seeds) {
    this.shared = shared;
    this.victim = victim;
    this.studies = studies;
    this.seeds = seeds;
    this.random = Suppliers.memoize(() -> StudySeeds.streams(seeds));
  }

  /** What a search and all that are made of it have in common. */
  private record Shared(NDManager scope, ImageBatch batch, Goal goal, BestPoints best) {}

  /** A search for the image of the highest margin; a study is done once the victim errs. */
  public static BestPointSearch highestMargin(ImageClassifier victim, ImageBatch batch) {
    return begin(victim, batch, new Goal.HighestMargin());
  }

  /**
   * A search for the nearest image at which the victim errs, the clean one where there is none.
   * Under a bound a study is done once there is one; without, only if the victim errs at the clean
   * image.
   */
  public static BestPointSearch nearest(
      ImageClassifier victim, ImageBatch batch, Distance distance) {
    return nearest(victim, batch, distance, 0);
  }

  /**
   * A search for the nearest image at which the victim errs by a margin.
   *
   * @param confidence the least margin, at least 0
   */
  public static BestPointSearch nearest(
      ImageClassifier victim, ImageBatch batch, Distance distance, double confidence) {
    return begin(victim, batch, new Goal.Nearest(distance, confidence, batch.images()));
  }

  private static BestPointSearch begin(ImageClassifier victim, ImageBatch batch, Goal goal) {
    NDManager scope = batch.manager().newSubManager();
    BestPoints best = new BestPoints(Scopes.copyInto(scope, batch.images()));
    BestPointSearch search =
        new BestPointSearch(
            new Shared(scope, batch, goal, best),
            new ChunkedVictim(victim, batch.labels().toLongArray(), batch.size()),
            IntStream.range(0, batch.size()).toArray(),
            batch.seeds().toArray());
    search.keep(batch.images(), search.cleanMargins());
    return search;
  }

  private float[] cleanMargins() {
    Optional<NDArray> known = shared.batch.clean().logits();
    if (known.isEmpty()) {
      return victim.margins(shared.batch.images());
    }
    try (NDManager scope = shared.scope.newSubManager()) {
      return victim.marginsOf(Scopes.copyInto(scope, known.get()));
    }
  }

  /** Number of images. */
  public int size() {
    return studies.length;
  }

  /** The memory scope of the whole search, for what must live as long as it does. */
  public NDManager scope() {
    return shared.scope;
  }

  /** The same search for some of its images, in any order, also repeated. */
  public BestPointSearch pick(int[] images) {
    return new BestPointSearch(
        shared,
        victim.rows(images),
        Arrays.stream(images).map(image -> studies[image]).toArray(),
        Arrays.stream(images).mapToLong(image -> seeds[image]).toArray());
  }

  /**
   * The same search, side by side with its restarts. The images of the first come first and keep
   * their seeds; each restart has seeds of its own.
   *
   * @param restarts at least 1, the first one included
   */
  public BestPointSearch repeat(int restarts) {
    if (restarts == 1) {
      return this;
    }
    int[] images = IntStream.range(0, restarts * size()).map(i -> i % size()).toArray();
    return new BestPointSearch(
        shared,
        victim.rows(images),
        Arrays.stream(images).map(image -> studies[image]).toArray(),
        StudySeeds.restarts(seeds, restarts));
  }

  /** The clean images, {@code [size, views, height, width]}: a copy that a memory scope owns. */
  public NDArray clean(NDManager owner) {
    if (isWhole()) {
      return Scopes.copyInto(owner, shared.batch.images());
    }
    NDArray rows = shared.batch.images().get(owner.create(studies));
    rows.attach(owner);
    return rows;
  }

  /** A stream of random numbers for each image, from its seed: the same ones at every call. */
  public List<SplittableRandom> random() {
    return random.get();
  }

  /** Whether the study of an image is done: nothing that could be found would be better. */
  public boolean isDone(int image) {
    return shared.goal.isMet(shared.best.score(studies[image]));
  }

  /** The images whose studies are not done. */
  public int[] open() {
    return IntStream.range(0, size()).filter(image -> !isDone(image)).toArray();
  }

  /** Whether a point that may be returned was found for the study of an image. */
  public boolean isFound(int image) {
    return shared.best.score(studies[image]) > Float.NEGATIVE_INFINITY;
  }

  /**
   * Asks for the logits at points, and keeps those that are better than the best.
   *
   * @param points one for each image, {@code [size, views, height, width]} in {@code [0, 1]}
   * @return the margin of each, see {@link GradientAt}
   */
  public float[] margins(NDArray points) {
    float[] margins = victim.margins(points);
    keep(points, margins);
    return margins;
  }

  /**
   * Asks for the gradient of a loss at points, and keeps those that are better than the best.
   *
   * @param points one for each image, {@code [size, views, height, width]} in {@code [0, 1]}
   * @return owned by the manager of {@code points}
   */
  public GradientAt gradient(NDArray points, Loss loss) {
    GradientAt at = victim.gradient(points, loss);
    keep(points, at.margins());
    return at;
  }

  /** As {@link #gradient}, at a copy of the clean images: what is known there is not computed. */
  GradientAt gradientAtClean(NDArray copy, Loss loss) {
    Optional<ImageGradient> known = shared.batch.clean().gradient(loss);
    if (known.isEmpty() || !isWhole()) {
      return gradient(copy, loss);
    }
    GradientAt at = victim.reuse(known.get().copyInto(copy.getManager()));
    keep(copy, at.margins());
    return at;
  }

  /**
   * Asks for the gradient of a loss at images that no attack may return, such as resized ones, and
   * keeps none of them but those that are points of the search after all.
   *
   * @param points one for each image
   * @param shown what the victim is shown in their place
   * @param unchanged whether an image is shown as it is
   */
  GradientAt gradientInstead(NDArray points, NDArray shown, Loss loss, IntPredicate unchanged) {
    GradientAt at = victim.gradient(shown, loss);
    float[] margins = at.margins().clone();
    for (int i = 0; i < margins.length; i++) {
      margins[i] = unchanged.test(i) ? margins[i] : Float.NEGATIVE_INFINITY;
    }
    keep(points, margins);
    return at;
  }

  private boolean isWhole() {
    return Arrays.equals(studies, IntStream.range(0, shared.batch.size()).toArray());
  }

  private void keep(NDArray points, float[] margins) {
    shared.best.offer(studies, points, shared.goal.scores(studies, points, margins));
  }

  /** The best points so far, one for each study of the batch; the search owns them. */
  public NDArray best() {
    return shared.best.points();
  }

  /**
   * Ends the attack.
   *
   * @return the best points, {@code [batch, views, height, width]}, owned by the batch's manager
   */
  public NDArray result() {
    NDArray points = best();
    points.attach(shared.batch.manager());
    return points;
  }

  @Override
  public void close() {
    shared.scope.close();
  }
}
