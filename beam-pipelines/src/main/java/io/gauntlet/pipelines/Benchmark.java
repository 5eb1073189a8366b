package io.gauntlet.pipelines;

import com.google.common.math.Quantiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two ways to do the same work, run by turns, so that what else the machine does meets both.
 *
 * @param name what is compared
 * @param ours seconds of each round
 * @param theirs seconds of each round
 * @param target least ratio that is aimed at
 */
record Benchmark(String name, List<Double> ours, List<Double> theirs, double target) {

  /** A way to do the work, once. */
  @FunctionalInterface
  interface Way {
    /** Does it; returns the seconds that it took for a unit of work. */
    double seconds() throws IOException;
  }

  Benchmark {
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
  }

  /** Runs both by turns, after one round that does not count. */
  static Benchmark of(String name, double target, int rounds, Way ours, Way theirs)
      throws IOException {
    ours.seconds();
    theirs.seconds();
    List<Double> own = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      own.add(ours.seconds());
      other.add(theirs.seconds());
    }
    return new Benchmark(name, own, other, target);
  }

  /** How many times as fast ours is, by the medians. */
  double ratio() {
    return median(theirs) / median(ours);
  }

  /** The middle of the rounds. */
  static double median(List<Double> seconds) {
    return Quantiles.median().compute(seconds);
  }
}
