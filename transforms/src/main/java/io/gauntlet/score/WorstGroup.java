package io.gauntlet.score;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;

import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;

/**
 * The group of studies on which a victim is right least often, of all groups by one attribute. It
 * is chosen on its result, so that its own interval would promise too much; here all groups'
 * intervals hold at once with 95 % (Bonferroni), whichever is the worst.
 *
 * @param attribute by which studies are grouped, such as {@code sex}; {@value #MESH} for the
 *     headings of MeSH, of which a study may have several
 * @param key the cell
 * @param groups that were looked at, at least 2
 * @param slice the worst of them
 * @param share of its decisions that are right, with an interval that holds for all groups at once
 */
public record WorstGroup(String attribute, CellKey key, int groups, Slice slice, Estimate share)
    implements Serializable {
  /** Stands for the headings of MeSH. */
  public static final String MESH = "mesh";

  /**
   * The worst group of each cell and attribute, by cell; none where there are not two groups. Of
   * groups that are right as seldom it is the largest.
   */
  public static List<WorstGroup> of(List<Slice> slices) {
    return slices.stream()
        .collect(groupingBy(Slice::key, TreeMap::new, groupingBy(WorstGroup::attribute)))
        .values()
        .stream()
        .flatMap(cell -> new TreeMap<>(cell).values().stream())
        .filter(groups -> groups.size() > 1)
        .map(WorstGroup::worst)
        .toList();
  }

  /** Whether another group by the same attribute is right as seldom. */
  public boolean isShared(List<Slice> slices) {
    return slices.stream()
        .filter(other -> other.key().equals(key) && attribute(other).equals(attribute))
        .filter(other -> !other.term().equals(slice.term()))
        .anyMatch(other -> other.accuracy().value() <= slice.accuracy().value());
  }

  private static String attribute(Slice slice) {
    int end = slice.term().indexOf('=');
    return end < 0 ? MESH : slice.term().substring(0, end);
  }

  private static WorstGroup worst(List<Slice> groups) {
    Slice worst =
        groups.stream()
            .min(
                comparingDouble((Slice slice) -> slice.accuracy().value())
                    .thenComparing(comparing(Slice::studies).reversed())
                    .thenComparing(Slice::term))
            .orElseThrow();
    return new WorstGroup(
        attribute(worst),
        worst.key(),
        groups.size(),
        worst,
        worst.accuracy(Proportion.ERROR / groups.size()));
  }
}
