package io.gauntlet.score;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Comparator.comparing;

import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.curve.BudgetCurves;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All figures of a run, sorted.
 *
 * @param cells each victim under attacks made against itself; the mean where there are replicas
 * @param transfer each victim shown the images made against another; the mean where there are
 *     replicas
 * @param replicas the cells of each replica; empty where there is one
 * @param curves of every budget that was swept, and of the smallest change of every study
 * @param interactions of each fused victim, for every pair of attacks run alone and together
 * @param slices the same cells over the studies with one MeSH term
 * @param warnings signs of a false sense of security
 */
public record Scorecard(
    List<ScorecardCell> cells,
    List<ScorecardCell> transfer,
    List<ScorecardCell> replicas,
    BudgetCurves curves,
    List<ModalityInteraction> interactions,
    Slices slices,
    List<FalseSecurityWarning> warnings)
    implements Serializable {

  /**
   * Sorts everything.
   *
   * @throws IllegalArgumentException when two cells have the same key, or one is in the wrong list
   */
  public Scorecard {
    Set<CellKey> keys = new HashSet<>();
    cells = sorted(cells, keys);
    transfer = sorted(transfer, keys);
    replicas = sorted(replicas, keys);
    for (ScorecardCell cell : cells) {
      checkArgument(cell.generator() == null, "%s: has a generator", cell.key());
    }
    for (ScorecardCell cell : transfer) {
      checkArgument(cell.generator() != null, "%s: transfer without generator", cell.key());
    }
    for (ScorecardCell cell : replicas) {
      checkArgument(cell.key().replica() != null, "%s: replica without seed", cell.key());
    }
    interactions =
        interactions.stream()
            .sorted(
                comparing(ModalityInteraction::victim)
                    .thenComparing(ModalityInteraction::imageAttack)
                    .thenComparing(ModalityInteraction::textAttack))
            .toList();
    warnings =
        warnings.stream()
            .sorted(
                comparing(FalseSecurityWarning::victim)
                    .thenComparing(FalseSecurityWarning::sign)
                    .thenComparing(FalseSecurityWarning::attack)
                    .thenComparing(warning -> warning.evidence().toString()))
            .toList();
  }

  /** A scorecard of cells alone. */
  public Scorecard(List<ScorecardCell> cells, List<ScorecardCell> transfer) {
    this(cells, transfer, List.of(), BudgetCurves.NONE, List.of(), Slices.NONE, List.of());
  }

  private static List<ScorecardCell> sorted(List<ScorecardCell> cells, Set<CellKey> keys) {
    for (ScorecardCell cell : cells) {
      if (!keys.add(cell.key())) {
        throw new IllegalArgumentException("two cells for " + cell.key());
      }
    }
    return cells.stream().sorted(comparing(ScorecardCell::key)).toList();
  }

  /** The classes of the studies; NORMAL and ABNORMAL where there is no cell. */
  public ByClass classes() {
    return Stream.concat(cells.stream(), transfer.stream())
        .findFirst()
        .map(ScorecardCell::byClass)
        .orElse(ByClass.NORMAL_ABNORMAL);
  }

  /** The values of an attack, by its canonical text; empty where no cell is of it. */
  public Optional<ScoredAttack> attack(String text) {
    return Stream.concat(cells.stream(), transfer.stream())
        .filter(cell -> cell.attack().equals(text))
        .map(ScorecardCell::scoredAttack)
        .findFirst();
  }

  /** The same figures with these signs of a false sense of security. */
  public Scorecard withWarnings(List<FalseSecurityWarning> found) {
    return new Scorecard(cells, transfer, replicas, curves, interactions, slices, found);
  }

  /** The cell of a victim under an attack made against itself. */
  public Optional<ScorecardCell> cell(String victim, String attack) {
    return find(cells, new CellKey(victim, attack));
  }

  /** The cell of a victim shown the images of an attack made against the generator. */
  public Optional<ScorecardCell> transferCell(String victim, String attack, String generator) {
    return find(transfer, new CellKey(victim, attack, generator));
  }

  /** Studies of a cell, each once: the decisions of its largest replica where there are several. */
  public long studies(ScorecardCell cell) {
    return replicas.stream()
        .filter(replica -> replica.key().ofAllReplicas().equals(cell.key()))
        .mapToLong(ScorecardCell::n)
        .max()
        .orElse(cell.n());
  }

  /** Replicas of each victim, at least 1. */
  public long seeds() {
    return Math.max(1, replicas.stream().map(cell -> cell.key().replica()).distinct().count());
  }

  /** What images do to victims that they were not made against, a matrix for each attack. */
  public List<TransferMatrix> transferMatrices() {
    return TransferMatrix.of(this);
  }

  private static Optional<ScorecardCell> find(List<ScorecardCell> cells, CellKey key) {
    return cells.stream().filter(cell -> cell.key().equals(key)).findFirst();
  }
}
