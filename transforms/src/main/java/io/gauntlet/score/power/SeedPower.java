package io.gauntlet.score.power;

import io.gauntlet.score.stats.SeededDrop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How likely two equal recipes pass, each trained from some seeds; by simulation, since the bound
 * estimates its own variance from so few.
 *
 * <p>The degrees of freedom are those of all three variances (see {@link SeededDrop}): a recipe
 * that loses the margin then passes with at most 2.6 %. With those of the seeds' variances alone it
 * would with at most 1.6 %, and equal recipes would pass less often: at 180 studies, of which 4 %
 * change, with .81, .40 and .22 instead of .97, .58 and .30, for three seeds a side that differ by
 * 1, 2 and 3 points and a margin of 5.
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
