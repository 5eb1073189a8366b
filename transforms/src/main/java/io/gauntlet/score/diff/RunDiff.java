package io.gauntlet.score.diff;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.pair.PairKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which studies changed sides between two runs.
 *
 * @param baseline folder of the one run
 * @param candidate folder of the other
 * @param cells that both runs have, the one that lost most first
 */
public record RunDiff(String baseline, String candidate, ImmutableList<CellDiff> cells)
    implements Serializable {
  private static final Comparator<CellDiff> MOST_LOST_FIRST =
      comparingDouble((CellDiff cell) -> -cell.counts().netLoss())
          .thenComparing(CellDiff::victim)
          .thenComparing(CellDiff::attack)
          .thenComparing(CellDiff::generator, nullsFirst(naturalOrder()));

  /**
   * What was counted.
   *
   * @param tallies by cell and slice, all studies of a cell among them
   * @param attacked what the attack of each cell changes
   */
  public static RunDiff of(
      String baseline,
      String candidate,
      Map<PairKey, SideTally> tallies,
      Map<String, Attacked> attacked) {
    List<CellDiff> cells = new ArrayList<>();
    tallies.forEach(
        (key, tally) -> {
          if (key.slice() == null) {
            cells.add(
                cell(
                    key.cell(),
                    tally,
                    slices(key.cell(), tallies),
                    attacked.getOrDefault(key.cell().attack(), Attacked.UNKNOWN)));
          }
        });
    cells.sort(MOST_LOST_FIRST);
    return new RunDiff(baseline, candidate, ImmutableList.copyOf(cells));
  }

  private static CellDiff cell(
      CellKey key,
      SideTally tally,
      ImmutableSortedMap<String, SideCounts> slices,
      Attacked attacked) {
    return new CellDiff(
        key.victim(),
        key.attack(),
        key.generator(),
        attacked,
        tally.counts(),
        slices,
        new CellDiff.Shown(tally.mostLost(), tally.mostGained()));
  }

  private static ImmutableSortedMap<String, SideCounts> slices(
      CellKey cell, Map<PairKey, SideTally> tallies) {
    ImmutableSortedMap.Builder<String, SideCounts> slices = ImmutableSortedMap.naturalOrder();
    tallies.forEach(
        (key, tally) -> {
          SideCounts counts = tally.counts();
          if (key.slice() != null
              && key.cell().equals(cell)
              && counts.lost() + counts.gained() > 0) {
            slices.put(key.slice(), counts);
          }
        });
    return slices.buildOrThrow();
  }

  /** The cells in which a study changed sides. */
  public ImmutableList<CellDiff> changed() {
    return cells.stream().filter(CellDiff::hasChanged).collect(ImmutableList.toImmutableList());
  }
}
