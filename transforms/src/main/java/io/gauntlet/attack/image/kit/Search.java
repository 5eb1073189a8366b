package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.PixelGradient;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One attack on one batch. Every look at the victim goes through here, so that the best point seen
 * is kept for every study, the clean one included: no attack ever helps its victim.
 *
 * <p>A search may be narrowed to studies that are not yet fooled, or repeated for restarts; all of
 * them keep their best points together. No look is larger than the batch that the attack was given:
 * what is stacked is looked at in turns of that size, so that memory does not grow with it.
 *
 * <p>The <i>lead</i> is that of the wrong class, less what rounding may take from it: above 0 where
 * the victim errs, and still errs when it is asked in another batch.
 */
public final class Search implements AutoCloseable {
  /** A look without gradients keeps little: this many pictures at once, however small the batch. */
  private static final int UNDIFFERENTIATED = 32;

  /** The same picture in another batch: logits differ by less than this share of them. */
  private static final float ROUNDING = 1e-5f;

  private final NDManager manager;
  private final PixelClassifier victim;
  private final long[] labels;
  private final int[] studies;
  private final Kept kept;

  private Search(
      NDManager manager, PixelClassifier victim, long[] labels, int[] studies, Kept kept) {
    this.manager = manager;
    this.victim = victim;
    this.labels = labels;
    this.studies = studies;
    this.kept = kept;
  }

  /** What makes one point better than another, and when a study is done with. */
  private interface Goal {
    float[] scores(int[] studies, NDArray points, float[] leads);

    boolean isMet(float score);
  }

  private record Highest() implements Goal {
    @Override
    public float[] scores(int[] studies, NDArray points, float[] leads) {
      return leads;
    }

    @Override
    public boolean isMet(float score) {
      return score > 0;
    }
  }

  private record Nearest(Distance distance, double least, NDArray clean) implements Goal {
    @Override
    public float[] scores(int[] studies, NDArray points, float[] leads) {
      try (NDManager scope = points.getManager().newSubManager()) {
        NDArray from = clean.get(scope.create(studies));
        from.attach(scope);
        float[] scores = distance.norm().size(from.sub(points)).toFloatArray();
        for (int i = 0; i < scores.length; i++) {
          boolean counts = leads[i] > 0 && leads[i] >= least && distance.allows(scores[i]);
          scores[i] = counts ? -scores[i] : Float.NEGATIVE_INFINITY;
        }
        return scores;
      }
    }

    @Override
    public boolean isMet(float score) {
      return distance.isBounded() ? score > Float.NEGATIVE_INFINITY : score == 0;
    }
  }

  /**
   * What a search and all that are picked from it keep together.
   *
   * @param clean the clean pictures as the attack was given them: what is known of these very ones
   *     need not be computed again
   * @param start a copy of them to walk away from
   */
  private record Kept(Goal goal, BestPoints best, NDArray clean, NDArray start) {}

  /** What a differentiated look tells: a lead a picture, and the gradient, always finite. */
  public static final class Look {
    public final float[] leads;
    public final NDArray gradient;

    private Look(float[] leads, NDArray gradient) {
      this.leads = leads;
      this.gradient = gradient;
    }
  }

  /** For the point of highest lead; a study that is fooled is done with. */
  public static Search highest(PixelClassifier victim, NDArray clean, NDArray labels) {
    return begin(victim, clean, labels, new Highest());
  }

  /**
   * For the nearest point that fools the victim, the clean one where there is none. Under a bound a
   * study is done with as soon as there is one; without, only if the clean one already is.
   */
  public static Search nearest(
      PixelClassifier victim, NDArray clean, NDArray labels, Distance distance) {
    return nearest(victim, clean, labels, distance, 0);
  }

  /**
   * For the nearest point that fools the victim by a lead of the wrong class.
   *
   * @param least the lead, at least 0
   */
  public static Search nearest(
      PixelClassifier victim, NDArray clean, NDArray labels, Distance distance, double least) {
    return begin(victim, clean, labels, new Nearest(distance, least, clean));
  }

  private static Search begin(PixelClassifier victim, NDArray clean, NDArray labels, Goal goal) {
    NDManager manager = clean.getManager().newSubManager();
    NDArray best = clean.duplicate();
    best.attach(manager);
    NDArray start = clean.duplicate();
    start.attach(manager);
    int[] all = IntStream.range(0, Math.toIntExact(clean.getShape().get(0))).toArray();
    Kept kept = new Kept(goal, new BestPoints(best), clean, start);
    Search search = new Search(manager, victim, labels.toLongArray(), all, kept);
    search.leads(clean);
    return search;
  }

  /** The same search for some of these pictures, in any order, also repeated. */
  public Search pick(int[] picked) {
    return new Search(
        manager,
        victim.rows(picked),
        Arrays.stream(picked).mapToLong(i -> labels[i]).toArray(),
        Arrays.stream(picked).map(i -> studies[i]).toArray(),
        kept);
  }

  /** Pictures that a look is asked about. */
  public int size() {
    return studies.length;
  }

  /** The same search, once for each restart. */
  public Search repeat(int restarts) {
    return pick(IntStream.range(0, restarts * size()).map(i -> i % size()).toArray());
  }

  /** Owns what the attack needs until it is over. */
  public NDManager manager() {
    return manager;
  }

  /** Whether the study of a picture is done with. */
  public boolean isDone(int picture) {
    return kept.goal.isMet(kept.best.score(studies[picture]));
  }

  /** The pictures whose studies are not done with. */
  public int[] open() {
    return IntStream.range(0, size()).filter(i -> !isDone(i)).toArray();
  }

  /** Whether there is a point for the study of a picture that meets more than nothing. */
  public boolean isFound(int picture) {
    return kept.best.score(studies[picture]) > Float.NEGATIVE_INFINITY;
  }

  /** The victim, asked past this search: what it is asked then is not kept. */
  public PixelClassifier victim() {
    return victim;
  }

  /** The clean pictures, to start a path from; given away, once. */
  public NDArray start() {
    return kept.start;
  }

  /** Looks at points, one a picture. */
  public float[] leads(NDArray points) {
    float[] leads = new float[size()];
    inTurns(
        points,
        Math.max(kept.best.studies(), UNDIFFERENTIATED),
        (from, to, part) -> leads(leads, from, to, victim(from, to).logits(part)));
    keep(points, leads);
    return leads;
  }

  /** Looks at points, one a picture, and at the gradient of a loss there. */
  public Look gradient(NDArray points, Loss loss) {
    Look look = gradientOnly(points, loss);
    keep(points, look.leads);
    return look;
  }

  /** Looks at what no attack may return, such as a resized picture. */
  public Look gradientOnly(NDArray points, Loss loss) {
    NDManager home = points.getManager();
    float[] leads = new float[size()];
    NDList gradients = new NDList();
    inTurns(
        points,
        kept.best.studies(),
        (from, to, part) -> {
          NDManager scope = part.getManager();
          NDArray truth = scope.create(Arrays.copyOfRange(labels, from, to));
          PixelGradient found = victim(from, to).gradient(part, truth, loss);
          leads(leads, from, to, found.logits());
          NDArray gradient = finite(found.gradient());
          gradient.attach(home);
          gradients.add(gradient);
        });
    if (gradients.size() == 1) {
      return new Look(leads, gradients.head());
    }
    NDArray gradient = NDArrays.concat(gradients);
    gradient.attach(home);
    return new Look(leads, gradient);
  }

  /** Keeps those of the points that were looked at as they are. */
  public void keepSome(NDArray points, float[] leads, Set<Integer> looked) {
    float[] known = leads.clone();
    for (int i = 0; i < known.length; i++) {
      if (!looked.contains(i)) {
        known[i] = Float.NEGATIVE_INFINITY;
      }
    }
    keep(points, known);
  }

  private interface Turn {
    void look(int from, int to, NDArray part);
  }

  /** What a look computes belongs to the manager of its input: each has a scope of its own. */
  private void inTurns(NDArray points, int most, Turn turn) {
    for (int from = 0; from < size(); from += most) {
      int to = Math.min(from + most, size());
      try (NDManager scope = points.getManager().newSubManager()) {
        NDArray part = points == kept.start ? kept.clean : points;
        if (to - from == size()) {
          part.tempAttach(scope);
        } else {
          part = points.get(scope, new NDIndex("{}:{}", from, to));
        }
        turn.look(from, to, part);
      }
    }
  }

  private PixelClassifier victim(int from, int to) {
    return to - from == size() ? victim : victim.rows(IntStream.range(from, to).toArray());
  }

  private void leads(float[] leads, int from, int to, NDArray logits) {
    NDArray truth = logits.getManager().create(Arrays.copyOfRange(labels, from, to));
    NDArray rounding = logits.abs().sum(new int[] {1}).mul(ROUNDING);
    float[] part = Loss.MARGIN.of(logits, truth).sub(rounding).toFloatArray();
    System.arraycopy(part, 0, leads, from, part.length);
  }

  /** A value that is no number would stay in a momentum for ever; it counts as flat instead. */
  private static NDArray finite(NDArray gradient) {
    if (Float.isFinite(gradient.sum().getFloat())) {
      return gradient;
    }
    return NDArrays.where(gradient.sub(gradient).eq(0), gradient, gradient.zerosLike());
  }

  private void keep(NDArray points, float[] leads) {
    kept.best.offer(studies, points, kept.goal.scores(studies, points, leads));
  }

  /** The best points seen, one a study of the batch. */
  public NDArray best() {
    return kept.best.points();
  }

  /**
   * Ends the attack.
   *
   * @return the best points, owned by a manager
   */
  public NDArray finish(NDManager owner) {
    NDArray points = best();
    points.attach(owner);
    return points;
  }

  @Override
  public void close() {
    manager.close();
  }
}
