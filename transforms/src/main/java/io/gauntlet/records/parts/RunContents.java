package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which outcomes a run has.
 *
 * @param studiesDigest of the digests of all studies
 * @param cells each of which has an outcome of every study
 * @param revisions of the attacks, by their canonical text
 */
public record RunContents(
    String studiesDigest,
    ImmutableSortedSet<PartCell> cells,
    ImmutableSortedMap<String, String> revisions)
    implements Serializable {

  /** Of a run without studies, which is like none. */
  public static final RunContents NONE =
      new RunContents("", ImmutableSortedSet.of(), ImmutableSortedMap.of());

  /** Whether victims that both runs have were asked the same. */
  public boolean isLike(RunContents other) {
    return covers(other) && other.covers(this);
  }

  /**
   * Whether the victims that this run has were asked all that another run asked victims of the same
   * names: the same studies, under the same attacks of the same revisions.
   */
  private boolean covers(RunContents other) {
    return studiesDigest.equals(other.studiesDigest)
        && revisions.entrySet().stream()
            .allMatch(
                attack ->
                    attack
                        .getValue()
                        .equals(other.revisions.getOrDefault(attack.getKey(), attack.getValue())))
        && cells.containsAll(asked(other).collect(Collectors.toSet()));
  }

  /** The cells of the other run, of each replica of this one that has the victims. */
  private Stream<PartCell> asked(RunContents other) {
    Set<String> victims = cells.stream().map(PartCell::victim).collect(Collectors.toSet());
    return other.cells.stream()
        .filter(cell -> victims.contains(cell.victim()))
        .filter(cell -> cell.generator() == null || victims.contains(cell.generator()))
        .flatMap(
            cell ->
                cells.stream()
                    .filter(own -> Objects.equals(own.victim(), cell.victim()))
                    .map(PartCell::replica)
                    .map(
                        replica ->
                            new PartCell(cell.victim(), cell.attack(), cell.generator(), replica)));
  }
}
