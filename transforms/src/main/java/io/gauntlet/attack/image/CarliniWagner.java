package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.BestPointSearch;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.GradientAt;
import io.gauntlet.attack.image.kit.Iteration;
import io.gauntlet.attack.image.kit.PerImage;
import io.gauntlet.attack.image.kit.State;
import io.gauntlet.attack.image.kit.Steps;
import java.util.Arrays;
import java.util.function.UnaryOperator;

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

  CarliniWagner {
    OptionRange.atLeast("rounds", rounds, 1);
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.above("rate", rate, 0);
    OptionRange.above("weight", weight, 0);
    OptionRange.within("confidence", confidence, 0, Double.MAX_VALUE);
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    Weights weights = new Weights(batch.size(), weight);
    try (BestPointSearch search = BestPointSearch.nearest(victim, batch, distance, confidence)) {
      for (int round = 0; round < rounds; round++) {
        Round own = new Round(weights, batch.size());
        Steps.fromClean(search, Descent::from)
            .leaving(image -> own.hasStopped(image) || search.isDone(image))
            .run(steps, own::step);
        weights.bisect(own.fooled);
      }
      return search.result();
    }
  }

  /**
   * The state of the descent.
   *
   * @param x the pixels, {@code (tanh w + 1) / 2}
   * @param w what Adam moves
   * @param mean Adam's first moment
   * @param square Adam's second moment
   */
  private record Descent(NDArray x, NDArray w, NDArray mean, NDArray square)
      implements State<Descent> {

    static Descent from(NDArray clean) {
      NDManager owner = clean.getManager();
      try (NDManager scope = owner.newSubManager()) {
        clean.tempAttach(scope);
        NDArray w = inverseTanh(clean.mul(2).sub(1).mul((float) INSIDE));
        w.attach(owner);
        return new Descent(clean, w, w.zerosLike(), w.zerosLike());
      }
    }

    private static NDArray inverseTanh(NDArray y) {
      return y.add(1).div(y.neg().add(1)).log().div(2);
    }

    @Override
    public Descent map(UnaryOperator<NDArray> change) {
      return new Descent(
          change.apply(x), change.apply(w), change.apply(mean), change.apply(square));
    }
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

  /** One round of the bisection: a descent from the clean images. */
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

    /** One step of Adam. */
    Descent step(Iteration iteration, Descent now) {
      GradientAt at = iteration.gradient(Loss.MARGIN);
      NDArray change = now.x().sub(iteration.clean());
      float[] squares = PerImage.sum(change.square()).toFloatArray();
      float[] pull = new float[squares.length];
      for (int i = 0; i < pull.length; i++) {
        int place = iteration.place(i);
        double lacking = Math.max(confidence - at.margin(i), 0);
        fooled[place] |= at.isFooled(i) && lacking == 0;
        pull[i] = lacking > 0 || at.margin(i) <= 0 ? (float) weights.now[place] : 0;
        objective[place] = squares[i] + weights.now[place] * lacking;
      }
      check(iteration);
      NDArray pulls = PerImage.column(iteration.scope(), pull);
      NDArray slope = change.mul(2).sub(at.gradient().mul(pulls));
      // d tanh(w) / 2 = 2 x (1 - x) dw.
      NDArray gradient = slope.mul(now.x()).mul(now.x().neg().add(1)).mul(2);
      NDArray mean = moment(now.mean(), gradient, MOMENTUM);
      NDArray square = moment(now.square(), gradient.square(), SQUARES);
      double scale =
          Math.sqrt(1 - Math.pow(SQUARES, iteration.number() + 1))
              / (1 - Math.pow(MOMENTUM, iteration.number() + 1));
      NDArray w =
          now.w().sub(mean.div(square.sqrt().add((float) TINY)).mul((float) (rate * scale)));
      return new Descent(w.tanh().add(1).div(2), w, mean, square);
    }

    /** Stops a study whose objective has not fallen by a ten thousandth in a tenth of the steps. */
    private void check(Iteration iteration) {
      if (iteration.number() % patience != 0) {
        return;
      }
      for (int i = 0; i < iteration.size(); i++) {
        int place = iteration.place(i);
        stopped[place] = objective[place] > 0.9999 * checked[place];
        checked[place] = objective[place];
      }
    }

    private static NDArray moment(NDArray old, NDArray latest, double keep) {
      return old.mul((float) keep).add(latest.mul((float) (1 - keep)));
    }
  }
}
