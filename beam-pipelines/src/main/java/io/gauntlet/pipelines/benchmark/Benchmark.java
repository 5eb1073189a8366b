package io.gauntlet.pipelines.benchmark;

import com.google.common.math.Quantiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two ways to do the same work, timed by turns, so that what else the machine does meets both.
 *
 * @param name what is compared
 * @param ours seconds of each round
 * @param theirs seconds of each round
 * @param target least ratio that is aimed at
 */
public record Benchmark(String name, List<Double> ours, List<Double> theirs, double target) {

  /** A way to do the work, once. */
  @FunctionalInterface
  public interface Way {
    /** Does it; returns the seconds that it took for a unit of work. */
    double seconds() throws IOException;
  }

  public Benchmark {
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
  }

  /**
   * Runs ways by turns, after one round that does not count.
   *
   * @return the seconds of each way's rounds
   */
  public static List<List<Double>> byTurns(int rounds, List<Way> ways) throws IOException {
    List<List<Double>> seconds = new ArrayList<>();
    for (Way way : ways) {
      way.seconds();
      seconds.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int way = 0; way < ways.size(); way++) {
        seconds.get(way).add(ways.get(way).seconds());
      }
    }
    return seconds;
  }

  /** How many times as fast ours is, by the medians. */
  public double ratio() {
    return median(theirs) / median(ours);
  }

  /** The middle of the rounds. */
  public static double median(List<Double> seconds) {
    return Quantiles.median().compute(seconds);
  }
}
