package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.stats.Metric;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a team lets pass; each part may be left out.
 *
 * @param alpha greatest probability of failing a candidate that is no worse, over all cells, in (0,
 *     1); 0.05 where left out
 * @param tolerance smallest drop that matters, in {@code [0, 1]}; 0.03 where left out
 * @param largestDrop a drop that fails even if it could be chance, in {@code [0, 1]}; null for none
 * @param metrics what is compared: accuracy, f1, normal_f1 or macro_f1; accuracy and f1 where left
 *     out
 * @param cells which count; all where left out
 * @param slices MeSH headings that are compared apart, a star standing for anything; none where
 *     left out
 * @param minSlice fewest studies of a slice that count, at least 1; 20 where left out
 * @param floors below which a candidate fails, whatever the baseline
 * @param missing what a cell means that the baseline has and the candidate has not
 */
public record GatePolicy(
    Double alpha,
    Double tolerance,
    Double largestDrop,
    ImmutableList<Metric> metrics,
    ImmutableList<CellPattern> cells,
    ImmutableList<String> slices,
    Integer minSlice,
    ImmutableList<Floor> floors,
    Missing missing)
    implements Serializable {
  private static final Set<Metric> COMPARED =
      Sets.immutableEnumSet(
          EnumSet.of(Metric.ACCURACY, Metric.F1, Metric.NORMAL_F1, Metric.MACRO_F1));

  /** What a missing cell means. */
  public enum Missing {
    /** The candidate fails. */
    FAIL,
    /** The cell is left out. */
    IGNORE
  }

  /**
   * A figure that must be reached.
   *
   * @param cell where; every cell that it means
   * @param slice the MeSH heading that the studies have; null for all studies
   * @param metric what; accuracy where left out
   * @param least in {@code [0, 1]}
   */
  public record Floor(CellPattern cell, String slice, Metric metric, Double least)
      implements Serializable {

    /** What is left out means the accuracy of every cell. */
    public Floor {
      cell = cell == null ? new CellPattern(null, null, null) : cell;
      metric = metric == null ? Metric.ACCURACY : metric;
      share("least", least);
      checkCompared(metric);
    }

    /** Whether it is about these studies. */
    boolean isAbout(PairKey key) {
      return cell.matches(key.cell())
          && (slice == null ? key.slice() == null : slice.equals(key.slice()));
    }

    @Override
    public String toString() {
      return metric.key() + " of " + cell + (slice == null ? "" : ", studies with " + slice);
    }
  }

  /**
   * Fills in what is left out.
   *
   * @throws IllegalArgumentException when a number is out of its range, or a metric is not compared
   */
  public GatePolicy {
    alpha = alpha == null ? 0.05 : alpha;
    tolerance = tolerance == null ? 0.03 : tolerance;
    minSlice = minSlice == null ? 20 : minSlice;
    metrics = metrics == null ? ImmutableList.of(Metric.ACCURACY, Metric.F1) : metrics;
    cells = cells == null ? ImmutableList.of(new CellPattern(null, null, null)) : cells;
    slices = orNone(slices);
    floors = orNone(floors);
    missing = missing == null ? Missing.FAIL : missing;
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha is " + alpha + "; give a value in (0, 1)");
    }
    share("tolerance", tolerance);
    if (largestDrop != null) {
      share("largestDrop", largestDrop);
    }
    if (minSlice < 1) {
      throw new IllegalArgumentException("minSlice is " + minSlice + "; give at least 1");
    }
    metrics.forEach(GatePolicy::checkCompared);
  }

  /** The policy of a team that wrote none. */
  public static GatePolicy standard() {
    return new GatePolicy(null, null, null, null, null, null, null, null, null);
  }

  /** The same with another smallest drop that matters. */
  public GatePolicy withTolerance(double drop) {
    return new GatePolicy(
        alpha, drop, largestDrop, metrics, cells, slices, minSlice, floors, missing);
  }

  /** The same with another probability of failing a candidate that is no worse. */
  public GatePolicy withAlpha(double probability) {
    return new GatePolicy(
        probability, tolerance, largestDrop, metrics, cells, slices, minSlice, floors, missing);
  }

  /** Whether a cell, or a slice of it, is compared. */
  boolean counts(PairKey key) {
    return cells.stream().anyMatch(pattern -> pattern.matches(key.cell()))
        && (key.slice() == null
            || slices.stream().anyMatch(slice -> CellPattern.matches(slice, key.slice())));
  }

  /** Whether a cell is compared, or has a floor. */
  public boolean looksAt(CellKey cell) {
    return counts(new PairKey(cell, null))
        || floors.stream().anyMatch(floor -> floor.cell().matches(cell));
  }

  /** Whether the studies with a MeSH heading are compared apart, or have a floor. */
  public boolean countsSlice(String heading) {
    return slices.stream().anyMatch(pattern -> CellPattern.matches(pattern, heading))
        || floors.stream().anyMatch(floor -> heading.equals(floor.slice()));
  }

  private static <T> ImmutableList<T> orNone(List<T> list) {
    return list == null ? ImmutableList.of() : ImmutableList.copyOf(list);
  }

  private static void share(String name, Double value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing; give a value in [0, 1]");
    }
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; give a value in [0, 1]");
    }
  }

  private static void checkCompared(Metric metric) {
    if (!COMPARED.contains(metric)) {
      throw new IllegalArgumentException(
          "metric "
              + metric.key()
              + " is not compared; there are accuracy, f1, normal_f1, macro_f1");
    }
  }
}
