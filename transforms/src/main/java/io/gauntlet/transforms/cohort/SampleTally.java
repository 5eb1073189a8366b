package io.gauntlet.transforms.cohort;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.gauntlet.records.parts.StudySample;
import io.gauntlet.records.parts.StudySample.Share;
import io.gauntlet.schema.Study;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the studies of each class, and remembers the ranks of those that a sample may need; the
 * same in whatever order they are added and merged. It holds a number for each study that was asked
 * for, and nothing of any. Not thread-safe.
 */
final class SampleTally implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String DRAW = "sample";

  private final int most;
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private final TreeMap<String, TreeSet<Long>> smallest = new TreeMap<>();

  /** Remembers so many of each class at most. */
  SampleTally(int most) {
    this.most = most;
  }

  /** The place of a study in the queue of its class: by seed and uid alone. */
  static long rank(long seed, String uid) {
    return Hashing.sha256()
        .newHasher()
        .putString(DRAW, StandardCharsets.UTF_8)
        .putLong(seed)
        .putString(uid, StandardCharsets.UTF_8)
        .hash()
        .asLong();
  }

  void add(Study study, long seed) {
    counts.merge(study.getLabel(), 1L, Long::sum);
    remember(study.getLabel(), rank(seed, study.getUid()));
  }

  void merge(SampleTally other) {
    other.counts.forEach((label, count) -> counts.merge(label, count, Long::sum));
    other.smallest.forEach((label, ranks) -> ranks.forEach(rank -> remember(label, rank)));
  }

  private void remember(String label, long rank) {
    TreeSet<Long> ranks = smallest.computeIfAbsent(label, key -> new TreeSet<>());
    ranks.add(rank);
    if (ranks.size() > most) {
      ranks.pollLast();
    }
  }

  /** What is drawn of each class. */
  StudySample sample(long seed) {
    Map<String, Long> drawn = drawn();
    return new StudySample(
        most,
        seed,
        counts.entrySet().stream()
            .map(count -> new Share(count.getKey(), drawn.get(count.getKey()), count.getValue()))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * The last rank of each class that is in the sample: below all ranks where none of the class is,
   * above all where there are fewer studies than were asked for, so that one more would be in it.
   */
  Map<String, Long> lastRanks() {
    Map<String, Long> last = new TreeMap<>();
    boolean hasRoom = counts.values().stream().mapToLong(Long::longValue).sum() < most;
    drawn()
        .forEach(
            (label, studies) ->
                last.put(
                    label,
                    hasRoom
                        ? Long.MAX_VALUE
                        : smallest.get(label).stream()
                            .limit(studies)
                            .reduce(Long.MIN_VALUE, Math::max)));
    return last;
  }

  /**
   * Each class has its share of the sample, rounded down; what is left goes to those that lost most
   * by it. A class has at least one study, where there are as many places as classes.
   */
  private Map<String, Long> drawn() {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long places = Math.min(most, all);
    Map<String, Long> drawn = new TreeMap<>();
    counts.forEach((label, count) -> drawn.put(label, places * count / Math.max(1, all)));
    List<String> byLoss = new ArrayList<>(counts.keySet());
    byLoss.sort(Comparator.comparing(label -> -(places * counts.get(label) % Math.max(1, all))));
    long left = places - drawn.values().stream().mapToLong(Long::longValue).sum();
    byLoss.stream().limit(left).forEach(label -> drawn.merge(label, 1L, Long::sum));
    if (places >= counts.size()) {
      drawn.keySet().stream()
          .filter(label -> drawn.get(label) == 0)
          .forEach(
              label -> {
                drawn.merge(largest(drawn), -1L, Long::sum);
                drawn.put(label, 1L);
              });
    }
    return drawn;
  }

  private static String largest(Map<String, Long> drawn) {
    return drawn.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampleTally that
        && most == that.most
        && counts.equals(that.counts)
        && smallest.equals(that.smallest);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
