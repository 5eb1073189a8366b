package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.BestPointSearch;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.ImageValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * HopSkipJump in the Euclidean norm (Chen et al. 2020, algorithm 2): from an image that fools the
 * victim towards the clean one, along the boundary, whose direction is estimated from the victim's
 * decisions around it. It sees the class that the victim gives, and nothing else.
 *
 * <p>It starts from the first corruption of the image that fools the victim: blurs, contrasts,
 * brightness and noise, gentle ones first. A study that none of them fools stays clean.
 *
 * @param queries most queries of each study, the clean one included; at least 100
 * @param probes the number of probes around the boundary in the first iteration, at least 2; it
 *     grows with the root of the iteration
 */
record HopSkipJump(Distance distance, int queries, int probes) implements ImageAttack {
  private static final ImmutableList<Corruption> STARTS =
      ImmutableList.of(
          new Blur(1),
          new Contrast(0.5),
          brighter(0.1f),
          brighter(-0.1f),
          new Blur(2),
          new Contrast(2),
          new Noise(Noise.Kind.GAUSSIAN, 0.1),
          brighter(0.25f),
          brighter(-0.25f),
          new Blur(4),
          new Contrast(0.2),
          new Contrast(4),
          new Noise(Noise.Kind.GAUSSIAN, 0.3),
          brighter(0.5f),
          brighter(-0.5f),
          new Blur(8),
          (images, seeds) -> images.neg().add(1),
          new Noise(Noise.Kind.GAUSSIAN, 1),
          new Noise(Noise.Kind.UNIFORM, 1),
          new Contrast(0),
          brighter(1),
          brighter(-1));

  private static final int MOST_HALVINGS = 20;
  private static final int MOST_BISECTIONS = 24;

  /** How many queries an iteration needs besides its probes. */
  private static final int RESERVE = MOST_HALVINGS + MOST_BISECTIONS;

  HopSkipJump {
    OptionRange.atLeast("queries", queries, 100);
    OptionRange.atLeast("probes", probes, 2);
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    float[][] clean = ImageValues.split(batch.images());
    try (BestPointSearch search = BestPointSearch.nearest(victim, batch, distance)) {
      Decisions decisions = new Decisions(search, batch.images().getShape());
      List<BoundaryWalk> walks = new ArrayList<>();
      for (int row : search.open()) {
        walks.add(new BoundaryWalk(row, clean[row], queries - 1, batch.seeds().get(row)));
      }
      walks = started(decisions, walks, batch);
      bisect(decisions, walks);
      for (int iteration = 1; !walks.isEmpty(); iteration++) {
        walks.removeIf(walk -> search.isDone(walk.row) || walk.queriesLeft < RESERVE + 2);
        estimate(decisions, walks, iteration);
        jump(decisions, walks, iteration);
        bisect(decisions, walks);
      }
      return search.result();
    }
  }

  private static Corruption brighter(float by) {
    return (images, seeds) -> images.add(by).clip(0, 1);
  }

  /** Gives each walk an image that fools the victim; those without one are left out. */
  private static List<BoundaryWalk> started(
      Decisions decisions, List<BoundaryWalk> walks, ImageBatch batch) {
    List<BoundaryWalk> started = new ArrayList<>();
    List<BoundaryWalk> waiting = new ArrayList<>(walks);
    for (Corruption start : STARTS) {
      if (waiting.isEmpty()) {
        break;
      }
      List<float[]> tried = starts(start, waiting, batch);
      boolean[] fools = decisions.ask(waiting, tried);
      List<BoundaryWalk> missing = new ArrayList<>();
      for (int i = 0; i < fools.length; i++) {
        BoundaryWalk walk = waiting.get(i);
        if (fools[i]) {
          walk.point = tried.get(i);
          started.add(walk);
        } else {
          missing.add(walk);
        }
      }
      waiting = missing;
    }
    return started;
  }

  private static List<float[]> starts(
      Corruption start, List<BoundaryWalk> walks, ImageBatch batch) {
    int[] rows = walks.stream().mapToInt(walk -> walk.row).toArray();
    try (NDManager scope = batch.manager().newSubManager()) {
      ImageBatch waiting = batch.rows(scope, rows);
      return List.of(ImageValues.split(start.corrupt(waiting.images(), waiting.seeds())));
    }
  }

  /** Bisects the way back to the clean image, as near to it as the victim stays fooled. */
  private static void bisect(Decisions decisions, List<BoundaryWalk> walks) {
    double[] inner = new double[walks.size()];
    double[] outer = new double[walks.size()];
    Arrays.fill(outer, 1);
    for (int step = 0; step < MOST_BISECTIONS; step++) {
      List<BoundaryWalk> asked = new ArrayList<>();
      List<Integer> places = new ArrayList<>();
      List<float[]> tried = new ArrayList<>();
      for (int i = 0; i < walks.size(); i++) {
        if (outer[i] - inner[i] > walks.get(i).tolerance()) {
          asked.add(walks.get(i));
          places.add(i);
          tried.add(walks.get(i).between((inner[i] + outer[i]) / 2));
        }
      }
      boolean[] fools = decisions.ask(asked, tried);
      for (int j = 0; j < fools.length; j++) {
        int i = places.get(j);
        double middle = (inner[i] + outer[i]) / 2;
        if (fools[j]) {
          outer[i] = middle;
        } else {
          inner[i] = middle;
        }
      }
    }
    for (int i = 0; i < walks.size(); i++) {
      walks.get(i).point = walks.get(i).between(outer[i]);
    }
  }

  /** Asks about probes around each point, and estimates in which direction the victim errs. */
  private void estimate(Decisions decisions, List<BoundaryWalk> walks, int iteration) {
    int wanted = (int) (probes * Math.sqrt(iteration));
    for (BoundaryWalk walk : walks) {
      walk.begin(iteration, Math.min(wanted, walk.queriesLeft - RESERVE));
    }
    while (true) {
      List<BoundaryWalk> asked = new ArrayList<>();
      for (BoundaryWalk walk : walks) {
        for (; walk.probesLeft > 0 && asked.size() < Decisions.AT_ONCE; walk.probesLeft--) {
          asked.add(walk);
        }
      }
      if (asked.isEmpty()) {
        return;
      }
      List<float[]> tried = asked.stream().map(BoundaryWalk::probe).toList();
      boolean[] fools = decisions.ask(asked, tried);
      for (int i = 0; i < fools.length; i++) {
        asked.get(i).learn(tried.get(i), fools[i]);
      }
    }
  }

  /** Jumps along the estimated direction, half as far each time until the victim errs. */
  private static void jump(Decisions decisions, List<BoundaryWalk> walks, int iteration) {
    List<BoundaryWalk> jumping = new ArrayList<>(walks);
    for (BoundaryWalk walk : walks) {
      walk.aim(iteration);
    }
    for (int halving = 0; halving < MOST_HALVINGS && !jumping.isEmpty(); halving++) {
      List<float[]> tried = jumping.stream().map(BoundaryWalk::ahead).toList();
      boolean[] fools = decisions.ask(jumping, tried);
      List<BoundaryWalk> missing = new ArrayList<>();
      for (int i = 0; i < fools.length; i++) {
        BoundaryWalk walk = jumping.get(i);
        if (fools[i]) {
          walk.point = tried.get(i);
        } else {
          walk.jumpLength /= 2;
          missing.add(walk);
        }
      }
      jumping = missing;
    }
  }

  /** The decisions of the victim, which is all that the attack sees of it. */
  private static final class Decisions {
    /** The most probes that are held in memory together. */
    static final int AT_ONCE = 256;

    private final BestPointSearch search;
    private final Shape shape;

    Decisions(BestPointSearch search, Shape shape) {
      this.search = search;
      this.shape = shape;
    }

    /** Whether each point fools the victim of its walk. */
    boolean[] ask(List<BoundaryWalk> walks, List<float[]> points) {
      boolean[] fools = new boolean[points.size()];
      if (points.isEmpty()) {
        return fools;
      }
      float[] margins;
      try (NDManager scope = search.scope().newSubManager()) {
        int[] rows = walks.stream().mapToInt(walk -> walk.row).toArray();
        margins = search.pick(rows).margins(ImageValues.join(scope, points, shape));
      }
      for (int i = 0; i < fools.length; i++) {
        fools[i] = margins[i] > 0;
        walks.get(i).queriesLeft--;
      }
      return fools;
    }
  }
}
