package io.gauntlet.score;

import static java.util.Comparator.comparing;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All cells of a run, sorted by key.
 *
 * @param cells each victim under attacks made against itself
 * @param transfer each victim shown the pictures made against another
 */
public record Scorecard(List<ScorecardCell> cells, List<ScorecardCell> transfer)
    implements Serializable {

  /**
   * Sorts the cells.
   *
   * @throws IllegalArgumentException when two have the same key, or a cell is in the wrong list
   */
  public Scorecard {
    cells = sorted(cells, false);
    transfer = sorted(transfer, true);
  }

  private static List<ScorecardCell> sorted(List<ScorecardCell> cells, boolean generated) {
    Set<CellKey> keys = new HashSet<>();
    for (ScorecardCell cell : cells) {
      if (!keys.add(cell.key())) {
        throw new IllegalArgumentException("two cells for " + cell.key());
      }
      if ((cell.generator() != null) != generated) {
        throw new IllegalArgumentException(
            cell.key() + (generated ? ": transfer without generator" : ": has a generator"));
      }
    }
    return cells.stream().sorted(comparing(ScorecardCell::key)).toList();
  }

  /** The cell of a victim under an attack made against itself. */
  public Optional<ScorecardCell> cell(String victim, String attack) {
    return find(cells, new CellKey(victim, attack, null));
  }

  /** The cell of a victim shown the pictures of an attack made against the generator. */
  public Optional<ScorecardCell> transferCell(String victim, String attack, String generator) {
    return find(transfer, new CellKey(victim, attack, generator));
  }

  private static Optional<ScorecardCell> find(List<ScorecardCell> cells, CellKey key) {
    return cells.stream().filter(cell -> cell.key().equals(key)).findFirst();
  }
}
