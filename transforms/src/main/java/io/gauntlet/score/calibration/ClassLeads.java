package io.gauntlet.score.calibration;

import com.google.common.collect.ImmutableSortedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far the ABNORMAL logit leads in the studies of each class.
 *
 * @param abnormal abnormal studies by their lead
 * @param normal normal studies by their lead
 */
public record ClassLeads(
    ImmutableSortedMap<Double, Long> abnormal, ImmutableSortedMap<Double, Long> normal) {

  /** Counts studies one by one. */
  public static final class Counter {
    private final SortedMap<Double, Long> abnormal = new TreeMap<>();
    private final SortedMap<Double, Long> normal = new TreeMap<>();

    /** Counts an abnormal study. */
    public void addAbnormal(double lead) {
      abnormal.merge(lead, 1L, Long::sum);
    }

    /** Counts a normal study. */
    public void addNormal(double lead) {
      normal.merge(lead, 1L, Long::sum);
    }

    /** What was counted. */
    public ClassLeads leads() {
      return new ClassLeads(
          ImmutableSortedMap.copyOfSorted(abnormal), ImmutableSortedMap.copyOfSorted(normal));
    }
  }

  /** Abnormal studies. */
  public long abnormals() {
    return count(abnormal);
  }

  /** Normal studies. */
  public long normals() {
    return count(normal);
  }

  /** Whether there are studies of both classes. */
  public boolean hasBoth() {
    return !abnormal.isEmpty() && !normal.isEmpty();
  }

  /** Every lead that a study has, rising. */
  TreeSet<Double> all() {
    TreeSet<Double> all = new TreeSet<>(abnormal.keySet());
    all.addAll(normal.keySet());
    return all;
  }

  static long count(SortedMap<Double, Long> studies) {
    return studies.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The probability of ABNORMAL that a lead stands for. */
  static double probability(double lead) {
    return 1 / (1 + Math.exp(-lead));
  }
}
