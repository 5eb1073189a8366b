package io.gauntlet.score.calibration;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.io.Serializable;
import java.util.SortedMap;

/**
 * One column of a reliability diagram (Murphy and Winkler 1977): the studies whose probability of
 * ABNORMAL lies between two bounds, and how many of them are abnormal. A victim is calibrated where
 * the two agree.
 *
 * @param from the lower bound
 * @param to the upper bound, which belongs to the bin in the last one alone
 * @param studies decisions in the bin, once for each replica, above 0
 * @param abnormal those of them whose study is abnormal
 * @param meanProbability the mean of their probabilities
 */
public record ReliabilityBin(
    double from, double to, long studies, long abnormal, double meanProbability)
    implements Serializable {
  private static final int BINS = 10;

  /** The bins of equal width that are not empty, by rising probability. */
  public static ImmutableList<ReliabilityBin> of(ClassLeads leads) {
    long[] normal = new long[BINS];
    long[] abnormal = new long[BINS];
    double[] probabilities = new double[BINS];
    add(leads.normal(), normal, probabilities);
    add(leads.abnormal(), abnormal, probabilities);
    ImmutableList.Builder<ReliabilityBin> bins = ImmutableList.builder();
    for (int bin = 0; bin < BINS; bin++) {
      long studies = normal[bin] + abnormal[bin];
      if (studies > 0) {
        bins.add(
            new ReliabilityBin(
                (double) bin / BINS,
                (bin + 1.0) / BINS,
                studies,
                abnormal[bin],
                probabilities[bin] / studies));
      }
    }
    return bins.build();
  }

  private static void add(SortedMap<Double, Long> leads, long[] counts, double[] probabilities) {
    leads.forEach(
        (lead, studies) -> {
          double probability = ClassLeads.probability(lead);
          int bin = Math.min((int) (BINS * probability), BINS - 1);
          counts[bin] += studies;
          probabilities[bin] += studies * probability;
        });
  }

  /** Share of the studies that are abnormal, with the interval of {@link Proportion#of}. */
  public Estimate observed() {
    return Proportion.of(abnormal, studies);
  }
}
