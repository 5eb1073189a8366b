package io.gauntlet.score.power;

import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.Tango;
import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How likely one primary comparison of one set of weights a side passes: the exact probability that
 * {@link Tango}'s bound stays below the margin, over all numbers of studies that can get worse and
 * better.
 *
 * @param margin largest drop that one could accept, in (0, 1)
 * @param alpha one-sided level of the bound
 */
public record PassPower(double margin, double alpha) {
  /** The power with which a comparison is called large enough. */
  public static final double WANTED = 0.8;

  private static final double NEGLIGIBLE = 1e-10;
  private static final long MOST_STUDIES = 200_000;

  /**
   * The probability to pass.
   *
   * @param studies of the class that is compared, at least 1
   * @param discordance share of the studies whose answer changes, in [0, 1]
   * @param drop true loss, of at most the discordance
   */
  public double of(long studies, double discordance, double drop) {
    double width = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
    BinomialDistribution changed = BinomialDistribution.of(Math.toIntExact(studies), discordance);
    double worseOfChanged = discordance == 0 ? 0 : (discordance + drop) / 2 / discordance;
    double power = 0;
    int worse = 0;
    for (int of = 0; of <= studies; of++) {
      double weight = changed.probability(of);
      worse = mostWorse(studies, of, worse, width);
      if (weight > NEGLIGIBLE && worse >= 0) {
        power += weight * BinomialDistribution.of(of, worseOfChanged).cumulativeProbability(worse);
      } else if (of > discordance * studies && weight < NEGLIGIBLE) {
        break;
      }
    }
    return power;
  }

  /** The most studies of those that changed that may have got worse; -1 where none may. */
  private int mostWorse(long studies, int changed, int start, double width) {
    int worse = Math.min(Math.max(start, 0) + 1, changed);
    while (worse >= 0
        && Tango.score(new PairedCounts((double) studies, worse, changed - worse), margin)
            >= -width) {
      worse--;
    }
    return worse;
  }

  /**
   * The studies of the class with which a candidate that is no worse passes with a probability of
   * {@value #WANTED}; empty where no number that can be had is enough.
   *
   * @param discordance share of the studies whose answer changes, in [0, 1]
   */
  public OptionalLong studiesNeeded(double discordance) {
    long least = Tango.fewestStudies(margin, alpha) - 1;
    long most = least + 1;
    while (of(most, discordance, 0) < WANTED) {
      least = most;
      most *= 2;
      if (most > MOST_STUDIES) {
        return OptionalLong.empty();
      }
    }
    while (most - least > 1) {
      long middle = (least + most) / 2;
      if (of(middle, discordance, 0) < WANTED) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return OptionalLong.of(most);
  }
}
