package io.gauntlet.score.tally;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.stats.Replicates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** All tallies of a run, by cell, each with one for each replica. */
public final class CellTallies {
  private final TreeMap<CellKey, List<CellTally>> tallies = new TreeMap<>();
  private final TreeMap<CellKey, ScorecardCell> cells = new TreeMap<>();
  private final List<ScorecardCell> replicaCells = new ArrayList<>();

  /** Tallies by cell, one for each replica where there are several. */
  public CellTallies(Map<CellKey, CellTally> byReplica) {
    TreeMap<CellKey, List<ScorecardCell>> replicas = new TreeMap<>();
    new TreeMap<>(byReplica)
        .forEach(
            (key, tally) -> {
              ScorecardCell cell = tally.toCell(key);
              add(tallies, key.ofAllReplicas(), tally);
              add(replicas, key.ofAllReplicas(), cell);
              if (key.replica() != null) {
                replicaCells.add(cell);
              }
            });
    replicas.forEach((key, each) -> cells.put(key, ScorecardCell.mean(each)));
  }

  private static <T> void add(Map<CellKey, List<T>> lists, CellKey key, T element) {
    lists.computeIfAbsent(key, any -> new ArrayList<>()).add(element);
  }

  /** The cells, without replica, sorted. */
  public Set<CellKey> keys() {
    return tallies.keySet();
  }

  /** The attack of a cell. */
  public ScoredAttack attack(CellKey key) {
    return tallies.get(key).get(0).attack();
  }

  /** A cell, the mean of its replicas. */
  public ScorecardCell cell(CellKey key) {
    return cells.get(key);
  }

  /** The cells of each replica; none where there is one. */
  public List<ScorecardCell> replicaCells() {
    return Collections.unmodifiableList(replicaCells);
  }

  /** A figure of a cell's decisions with its resamples, the mean of its replicas. */
  public Replicates replicates(CellKey key, Function<DecisionCounts, Replicates> figure) {
    return Replicates.mean(
        tallies.get(key).stream().map(tally -> figure.apply(tally.decisions())).toList());
  }

  /** F1 of a cell with its resamples, the mean of its replicas. */
  Replicates f1(CellKey key) {
    return Replicates.mean(tallies.get(key).stream().map(CellTally::f1).toList());
  }

  /** Outcomes of a cell that are no decisions, by their reason, the sum of its replicas. */
  public ImmutableSortedMap<String, Long> invalid(CellKey key) {
    return cells.get(key).counts().invalid();
  }

  /** A count of a cell, the sum of its replicas. */
  public long count(CellKey key, ToLongFunction<CellTally> count) {
    return tallies.get(key).stream().mapToLong(count).sum();
  }
}
