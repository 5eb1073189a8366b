package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import java.io.Serializable;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cells that a run has outcomes in, with their replicas: what a study that it could not use
 * would have had outcomes in. The same in whatever order outcomes are added. Not thread-safe.
 */
public final class RunCells implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<CellKey, TreeSet<Long>> replicas = new TreeMap<>();
  private final TreeMap<CellKey, AttackTraits> traits = new TreeMap<>();

  /** The cell of all replicas that an outcome is in. */
  public static CellKey cell(Outcome outcome) {
    return new CellKey(outcome.getVictim(), outcome.getAttack(), outcome.getGenerator());
  }

  /** Adds the cell of an outcome. */
  public void add(Outcome outcome) {
    CellKey cell = cell(outcome);
    replicas.computeIfAbsent(cell, any -> new TreeSet<>()).add(Answers.replica(outcome));
    traits.computeIfAbsent(cell, any -> AttackTraits.of(outcome));
  }

  /** Adds the cells of the other. */
  public void merge(RunCells other) {
    other.replicas.forEach(
        (cell, seeds) -> replicas.computeIfAbsent(cell, any -> new TreeSet<>()).addAll(seeds));
    other.traits.forEach(traits::putIfAbsent);
  }

  /** The victims of the run. */
  public ImmutableSortedSet<String> victims() {
    return replicas.keySet().stream()
        .map(CellKey::victim)
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  /** The cells of a victim. */
  public SortedSet<CellKey> of(String victim) {
    return replicas.keySet().stream()
        .filter(cell -> cell.victim().equals(victim))
        .collect(ImmutableSortedSet.toImmutableSortedSet(CellKey::compareTo));
  }

  /** Whether the run has a cell. */
  public boolean has(CellKey cell) {
    return replicas.containsKey(cell);
  }

  /** The attack of a cell; empty where the run lacks it. */
  public Optional<AttackTraits> traits(CellKey cell) {
    return Optional.ofNullable(traits.get(cell));
  }

  /** The answers to a study that the run could not use; none where it lacks the cell. */
  Answers unused(CellKey cell, boolean abnormal, String reason) {
    return has(cell) ? Answers.unused(abnormal, replicas.get(cell), reason) : Answers.NONE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunCells that
        && replicas.equals(that.replicas)
        && traits.equals(that.traits);
  }

  @Override
  public int hashCode() {
    return replicas.hashCode();
  }
}
