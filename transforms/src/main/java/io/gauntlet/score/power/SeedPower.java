package io.gauntlet.score.power;

import io.gauntlet.score.stats.SeededDrop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How likely two equal recipes pass, each trained from some seeds; by simulation, since the bound
 * estimates its own variance from so few.
 *
 * @param margin largest drop that one could accept
 * @param alpha one-sided level of the bound
 * @param studies of the class
 * @param discordance share of the studies whose answer changes between two seeds
 */
public record SeedPower(double margin, double alpha, long studies, double discordance) {
  private static final int NIGHTS = 2_000;
  private static final long SEED = 1;

  /**
   * The probability to pass.
   *
   * @param spread standard deviation of the figure between seeds
   * @param seeds of each side, at least 2
   */
  public double of(double spread, int seeds) {
    SplittableRandom random = new SplittableRandom(SEED);
    // Seeds average out what changes by study as they average out what changes by seed.
    double variance = discordance / studies / seeds;
    int passed = 0;
    for (int night = 0; night < NIGHTS; night++) {
      List<Double> reference = new ArrayList<>();
      List<Double> candidate = new ArrayList<>();
      double ofStudies = Math.sqrt(variance) * random.nextGaussian();
      for (int seed = 0; seed < seeds; seed++) {
        reference.add(spread * random.nextGaussian());
        candidate.add(ofStudies + spread * random.nextGaussian());
      }
      passed +=
          SeededDrop.of(variance, studies, reference, candidate).upperBound(alpha) < margin ? 1 : 0;
    }
    return (double) passed / NIGHTS;
  }
}
