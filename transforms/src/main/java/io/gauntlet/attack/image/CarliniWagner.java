package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Path;
import io.gauntlet.attack.image.kit.PerPicture;
import io.gauntlet.attack.image.kit.Ranges;
import io.gauntlet.attack.image.kit.Search;
import java.util.Arrays;

/**
 * The L2 attack of Carlini and Wagner (2017, section VI.A): Adam on the square of the change's
 * length plus a weight times what the margin lacks, over pixels that are {@code (tanh w + 1) / 2}
 * and so stay in their range; the weight of each study by bisection. A study leaves a round when
 * its objective has stopped to fall.
 *
 * @param rounds of the bisection, at least 1
 * @param steps gradients of a round at most, at least 1
 * @param rate Adam's learning rate, above 0
 * @param weight of the margin in the first round, above 0
 * @param confidence by how much the victim shall err, at least 0
 */
record CarliniWagner(
    Distance distance, int rounds, int steps, double rate, double weight, double confidence)
    implements ImageAttack {
  /** The inverse of tanh is infinite at the ends of the range. */
  private static final double INSIDE = 0.999999;

  private static final double MOMENTUM = 0.9;
  private static final double SQUARES = 0.999;
  private static final double TINY = 1e-8;

  /** Checks the ranges. */
  CarliniWagner {
    Ranges.atLeast("rounds", rounds, 1);
    Ranges.steps(steps);
    Ranges.above("rate", rate, 0);
    Ranges.above("weight", weight, 0);
    Ranges.within("confidence", confidence, 0, Double.MAX_VALUE);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    Weights weights = new Weights(seeds.length, weight);
    try (Search search = Search.nearest(victim, pixels, labels, distance, confidence)) {
      for (int round = 0; round < rounds; round++) {
        Round own = new Round(weights, seeds.length);
        try (NDManager scope = search.manager().newSubManager()) {
          NDArray clean = pixels.duplicate();
          clean.attach(scope);
          NDArray w = inverseTanh(clean.mul(2).sub(1).mul((float) INSIDE));
          NDList start = new NDList(clean.duplicate(), w, w.zerosLike(), w.zerosLike());
          Path.follow(
              search,
              clean,
              start,
              steps,
              place -> own.hasStopped(place) || search.isDone(place),
              own::step);
        }
        weights.bisect(own.fooled);
      }
      return search.finish(pixels.getManager());
    }
  }

  private static NDArray inverseTanh(NDArray y) {
    return y.add(1).div(y.neg().add(1)).log().div(2);
  }

  /** The weight of the margin, by study. */
  private static final class Weights {
    private final double[] lower;
    private final double[] upper;
    private final double[] now;

    Weights(int studies, double first) {
      lower = new double[studies];
      upper = new double[studies];
      now = new double[studies];
      Arrays.fill(upper, Double.POSITIVE_INFINITY);
      Arrays.fill(now, first);
    }

    void bisect(boolean[] fooled) {
      for (int i = 0; i < now.length; i++) {
        if (fooled[i]) {
          upper[i] = Math.min(upper[i], now[i]);
        } else {
          lower[i] = Math.max(lower[i], now[i]);
        }
        boolean open = Double.isInfinite(upper[i]);
        now[i] = open ? now[i] * 10 : (lower[i] + upper[i]) / 2;
      }
    }
  }

  /** One round of the bisection: a descent from the clean pictures. */
  private final class Round {
    private final Weights weights;
    private final boolean[] fooled;
    private final double[] objective;
    private final double[] checked;
    private final int patience = Math.max(1, steps / 10);
    private final boolean[] stopped;

    Round(Weights weights, int studies) {
      this.weights = weights;
      fooled = new boolean[studies];
      stopped = new boolean[studies];
      objective = new double[studies];
      checked = new double[studies];
      Arrays.fill(checked, Double.POSITIVE_INFINITY);
    }

    boolean hasStopped(int place) {
      return stopped[place];
    }

    /**
     * One step of Adam.
     *
     * @param state the points, their {@code w}, and Adam's two moments
     */
    NDList step(Path.Turn turn, NDList state) {
      NDArray x = state.get(0);
      Search.Look look = turn.search.gradient(x, Loss.MARGIN);
      NDArray change = x.sub(turn.clean);
      float[] squares = PerPicture.sum(change.square()).toFloatArray();
      float[] pull = new float[squares.length];
      for (int i = 0; i < pull.length; i++) {
        int place = turn.places[i];
        double lacking = Math.max(confidence - look.leads[i], 0);
        fooled[place] |= look.leads[i] > 0 && lacking == 0;
        pull[i] = lacking > 0 || look.leads[i] <= 0 ? (float) weights.now[place] : 0;
        objective[place] = squares[i] + weights.now[place] * lacking;
      }
      check(turn);
      NDManager scope = turn.clean.getManager();
      NDArray slope = change.mul(2).sub(look.gradient.mul(PerPicture.column(scope, pull)));
      // d tanh(w) / 2 = 2 x (1 - x) dw.
      NDArray gradient = slope.mul(x).mul(x.neg().add(1)).mul(2);
      NDArray mean = moment(state.get(2), gradient, MOMENTUM);
      NDArray square = moment(state.get(3), gradient.square(), SQUARES);
      double scale =
          Math.sqrt(1 - Math.pow(SQUARES, turn.number + 1))
              / (1 - Math.pow(MOMENTUM, turn.number + 1));
      NDArray w =
          state.get(1).sub(mean.div(square.sqrt().add((float) TINY)).mul((float) (rate * scale)));
      return new NDList(w.tanh().add(1).div(2), w, mean, square);
    }

    /** Lets go of what has not become a ten thousandth better in a tenth of the steps. */
    private void check(Path.Turn turn) {
      if (turn.number % patience != 0) {
        return;
      }
      for (int place : turn.places) {
        stopped[place] = objective[place] > 0.9999 * checked[place];
        checked[place] = objective[place];
      }
    }

    private static NDArray moment(NDArray old, NDArray now, double keep) {
      return old.mul((float) keep).add(now.mul((float) (1 - keep)));
    }
  }
}
