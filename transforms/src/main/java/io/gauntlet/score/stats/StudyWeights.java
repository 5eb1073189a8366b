package io.gauntlet.score.stats;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * How often a study is drawn in each resample of a bootstrap over studies.
 *
 * <p>This is the Poisson bootstrap (Chamandy et al. 2012): the weights of a study are independent
 * draws of mean 1, made from its uid and the seed alone. So a resample can be counted by many
 * workers, in any order and any bundles, and every cell of every run draws the same studies: what
 * two cells differ by is resampled in pairs.
 */
public final class StudyWeights {
  /** From so many studies on, asymptotic intervals replace those of resamples. */
  public static final long ASYMPTOTIC = 20_000;

  /** Resamples of a bootstrap. */
  public static final int RESAMPLES = 1000;

  private static final int DRAW_BITS = 16;
  private static final int DRAWS_OF_A_LONG = Long.SIZE / DRAW_BITS;
  private static final byte[] POISSON = poisson();

  private StudyWeights() {}

  /**
   * The weights of a study.
   *
   * @return 1 first, for the studies as they are, then one for each resample
   */
  public static byte[] of(String uid, long seed) {
    SplittableRandom random =
        new SplittableRandom(
            Hashing.murmur3_128()
                .newHasher()
                .putLong(seed)
                .putString(uid, StandardCharsets.UTF_8)
                .hash()
                .asLong());
    byte[] weights = new byte[RESAMPLES + 1];
    weights[0] = 1;
    for (int i = 1; i <= RESAMPLES; i += DRAWS_OF_A_LONG) {
      long bits = random.nextLong();
      for (int j = i; j < i + DRAWS_OF_A_LONG && j <= RESAMPLES; j++) {
        weights[j] = POISSON[(int) (bits & (POISSON.length - 1))];
        bits >>>= DRAW_BITS;
      }
    }
    return weights;
  }

  /** The inverse of Poisson's distribution with mean 1, at the middle of each of the draws. */
  private static byte[] poisson() {
    PoissonDistribution one = PoissonDistribution.of(1);
    byte[] inverse = new byte[1 << DRAW_BITS];
    int value = 0;
    for (int draw = 0; draw < inverse.length; draw++) {
      while (one.cumulativeProbability(value) < (draw + 0.5) / inverse.length) {
        value++;
      }
      inverse[draw] = (byte) value;
    }
    return inverse;
  }
}
