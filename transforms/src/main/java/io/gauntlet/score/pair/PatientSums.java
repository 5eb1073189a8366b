package io.gauntlet.score.pair;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What the studies of each patient add up to: studies of one patient tell less than as many of
 * several, and the variance between patients says how much less (Obuchowski, "On the comparison of
 * correlated proportions for clustered data", Statistics in Medicine 17 (1998), 1495 to 1507). Not
 * thread-safe.
 */
final class PatientSums implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int KINDS = 2;

  /** By patient: studies and lost replicas of abnormal studies, then of normal ones. */
  private final TreeMap<String, long[]> sums = new TreeMap<>();

  /** A drop is counted in units of one over this, the product of the replicas of both runs. */
  private long unit;

  private long unknown;

  void add(String patient, SharesRight right) {
    if (patient.isEmpty()) {
      unknown++;
      return;
    }
    unit = (long) right.ofReference() * right.ofCandidate();
    long[] sum = sums.computeIfAbsent(patient, any -> new long[2 * KINDS]);
    int kind = right.abnormal() ? 0 : KINDS;
    sum[kind]++;
    sum[kind + 1] += Math.round(right.drop() * unit);
  }

  void merge(PatientSums other) {
    unit = Math.max(unit, other.unit);
    unknown += other.unknown;
    other.sums.forEach(
        (patient, sum) -> {
          long[] mine = sums.computeIfAbsent(patient, any -> new long[2 * KINDS]);
          Arrays.setAll(mine, i -> mine[i] + sum[i]);
        });
  }

  /** Patients with such a study; 0 where the patient of any study is not known. */
  long size(Studies of) {
    return unknown > 0 ? 0 : sums.values().stream().filter(sum -> studies(sum, of) > 0).count();
  }

  /** Patients who lost more than they gained. */
  long worse(Studies of) {
    return sums.values().stream().filter(sum -> lost(sum, of) > 0).count();
  }

  /** Patients who gained more than they lost. */
  long better(Studies of) {
    return sums.values().stream().filter(sum -> lost(sum, of) < 0).count();
  }

  /** Patients of whom the mean of both classes' shares lost more than it gained. */
  long worseBalanced() {
    return balancedLosses().filter(lost -> lost > 0).count();
  }

  /** Patients of whom it gained more than it lost. */
  long betterBalanced() {
    return balancedLosses().filter(lost -> lost < 0).count();
  }

  /** In units of the studies of both classes, so that they are whole numbers. */
  private LongStream balancedLosses() {
    long abnormal = sums.values().stream().mapToLong(sum -> sum[0]).sum();
    long normal = sums.values().stream().mapToLong(sum -> sum[KINDS]).sum();
    return sums.values().stream().mapToLong(sum -> sum[1] * normal + sum[KINDS + 1] * abnormal);
  }

  /** Variance of the mean drop over the studies, from that between patients; at least two. */
  double variance(Studies of) {
    double studies = 0;
    double lost = 0;
    for (long[] sum : sums.values()) {
      studies += studies(sum, of);
      lost += lost(sum, of);
    }
    double squares = 0;
    for (long[] sum : sums.values()) {
      double distance = lost(sum, of) - studies(sum, of) * lost / studies;
      squares += distance * distance;
    }
    double patients = size(of);
    return patients / (patients - 1) * squares / (studies * studies);
  }

  private static long studies(long[] sum, Studies of) {
    return (of.include(true) ? sum[0] : 0) + (of.include(false) ? sum[KINDS] : 0);
  }

  private double lost(long[] sum, Studies of) {
    return (double) ((of.include(true) ? sum[1] : 0) + (of.include(false) ? sum[KINDS + 1] : 0))
        / unit;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PatientSums that)
        || unknown != that.unknown
        || !sums.keySet().equals(that.sums.keySet())) {
      return false;
    }
    for (Map.Entry<String, long[]> sum : sums.entrySet()) {
      if (!Arrays.equals(sum.getValue(), that.sums.get(sum.getKey()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return sums.keySet().hashCode();
  }
}
