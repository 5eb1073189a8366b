package io.gauntlet.score.stats;

import java.io.Serializable;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How a figure differs between replicas, trained alike from different seeds.
 *
 * @param replicas how many there are, at least 2
 * @param standardDeviation with {@code replicas - 1} in the denominator
 * @param least of the replicas' figures
 * @param most of the replicas' figures
 */
public record Spread(int replicas, double standardDeviation, double least, double most)
    implements Serializable {

  /** The spread of at least two figures. */
  public static Spread of(List<Double> figures) {
    double mean = stream(figures).average().orElse(Double.NaN);
    double squares = stream(figures).map(figure -> (figure - mean) * (figure - mean)).sum();
    return new Spread(
        figures.size(),
        Math.sqrt(squares / (figures.size() - 1)),
        stream(figures).min().orElse(Double.NaN),
        stream(figures).max().orElse(Double.NaN));
  }

  private static DoubleStream stream(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue);
  }
}
