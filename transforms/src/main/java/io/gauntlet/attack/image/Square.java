package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.BestPointSearch;
import io.gauntlet.attack.image.kit.ImageValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The square attack in the maximum norm (Andriushchenko et al. 2020, algorithms 1 and 2): vertical
 * stripes, then squares at random places, each as strong as the ball allows, kept where the margin
 * rises. Each study has squares of its own, and they may lie anywhere, up to the last row and
 * column. A study leaves once it is fooled.
 *
 * @param queries most queries of each study, the clean one included; at least 2
 * @param share the share of the image that the first squares cover, in {@code (0, 1]}
 */
record Square(Ball ball, int queries, double share) implements ImageAttack {
  /** The share of the image that the first squares cover in the paper. */
  static final double SHARE = 0.8;

  /** After each of these numbers of queries, out of 10,000, the squares cover half as much. */
  private static final int[] HALVINGS = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};

  private static final double HALVINGS_OF = 10_000;

  /** A draw may repeat the signs that a square has: one draw in four does with two views. */
  private static final int MOST_DRAWS = 10;

  Square {
    OptionRange.atLeast("queries", queries, 2);
    OptionRange.above("p-init", share, 0);
    OptionRange.within("p-init", share, 0, 1);
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    Shape shape = batch.images().getShape();
    float[][] clean = ImageValues.split(batch.images());
    List<Painter> painters = new ArrayList<>();
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch)) {
      for (int row = 0; row < batch.size(); row++) {
        painters.add(new Painter(clean[row], shape, search.random().get(row)));
      }
      // The clean images were the first query.
      for (int query = 1; query < queries; query++) {
        int[] open = search.open();
        if (open.length == 0) {
          break;
        }
        int side = query == 1 ? 0 : side(shape, query - 2);
        ask(search, open, Arrays.stream(open).mapToObj(painters::get).toList(), side, shape);
      }
      return search.result();
    }
  }

  private static void ask(
      BestPointSearch search, int[] open, List<Painter> painters, int side, Shape shape) {
    List<float[]> tried =
        painters.stream().map(own -> side == 0 ? own.stripes() : own.square(side)).toList();
    float[] margins;
    try (NDManager scope = search.scope().newSubManager()) {
      margins = search.pick(open).margins(ImageValues.join(scope, tried, shape));
    }
    for (int i = 0; i < margins.length; i++) {
      painters.get(i).keepIfBetter(tried.get(i), margins[i]);
    }
  }

  /** The side of the squares after so many of them (section 4 and appendix B of the paper). */
  int side(Shape shape, int squares) {
    long equivalent = (long) (squares * HALVINGS_OF / queries);
    double covered = share;
    for (int halving : HALVINGS) {
      covered /= equivalent > halving ? 2 : 1;
    }
    int height = Math.toIntExact(shape.get(2));
    int width = Math.toIntExact(shape.get(3));
    long side = Math.round(Math.sqrt(covered * height * width));
    return Math.toIntExact(Math.max(1, Math.min(side, Math.min(height, width))));
  }

  /** The image of one study and what is tried on it. */
  private final class Painter {
    private final float[] clean;
    private final int views;
    private final int height;
    private final int width;
    private final SplittableRandom random;
    private float[] best;
    private float bestMargin = Float.NEGATIVE_INFINITY;

    Painter(float[] clean, Shape shape, SplittableRandom random) {
      this.clean = clean;
      this.views = Math.toIntExact(shape.get(1));
      this.height = Math.toIntExact(shape.get(2));
      this.width = Math.toIntExact(shape.get(3));
      this.random = random;
      this.best = clean;
    }

    float[] stripes() {
      float[] painted = clean.clone();
      for (int view = 0; view < views; view++) {
        for (int column = 0; column < width; column++) {
          paint(painted, view, 0, column, height, 1, sign());
        }
      }
      return painted;
    }

    float[] square(int side) {
      int top = random.nextInt(height - side + 1);
      int left = random.nextInt(width - side + 1);
      float[] painted = best.clone();
      for (int draw = 0; draw < MOST_DRAWS && Arrays.equals(painted, best); draw++) {
        for (int view = 0; view < views; view++) {
          paint(painted, view, top, left, side, side, sign());
        }
      }
      return painted;
    }

    private float sign() {
      return random.nextInt(2) == 0 ? -1 : 1;
    }

    private void paint(
        float[] painted, int view, int top, int left, int rows, int columns, float sign) {
      float change = sign * (float) ball.epsilon();
      for (int row = top; row < top + rows; row++) {
        for (int column = left; column < left + columns; column++) {
          int at = (view * height + row) * width + column;
          painted[at] = ImageValues.clip(clean[at] + change);
        }
      }
    }

    void keepIfBetter(float[] tried, float margin) {
      if (margin > bestMargin) {
        best = tried;
        bestMargin = margin;
      }
    }
  }
}
