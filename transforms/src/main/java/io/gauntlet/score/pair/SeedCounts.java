package io.gauntlet.score.pair;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** On how many paired studies of each class each replica is right. Not thread-safe. */
final class SeedCounts implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<Long, Long> abnormal = new TreeMap<>();
  private final TreeMap<Long, Long> normal = new TreeMap<>();

  void add(Answers answers, boolean isAbnormal) {
    answers
        .byReplica()
        .forEach(
            (seed, answer) -> {
              abnormal.merge(seed, isAbnormal && answer.right() ? 1L : 0L, Long::sum);
              normal.merge(seed, !isAbnormal && answer.right() ? 1L : 0L, Long::sum);
            });
  }

  void merge(SeedCounts other) {
    other.abnormal.forEach((seed, right) -> abnormal.merge(seed, right, Long::sum));
    other.normal.forEach((seed, right) -> normal.merge(seed, right, Long::sum));
  }

  int seeds() {
    return abnormal.size();
  }

  /** The share that each replica gets right, by seed. */
  List<Double> shares(Studies of, long studies) {
    return abnormal.keySet().stream()
        .map(
            seed ->
                (double)
                        ((of.include(true) ? abnormal.get(seed) : 0)
                            + (of.include(false) ? normal.get(seed) : 0))
                    / studies)
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeedCounts that
        && abnormal.equals(that.abnormal)
        && normal.equals(that.normal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(abnormal, normal);
  }
}
