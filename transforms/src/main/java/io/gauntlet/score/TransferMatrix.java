package io.gauntlet.score;

import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the images made against one victim do to the others: a view of a scorecard.
 *
 * @param attack whose images were shown
 * @param generators the victims that images were made against, sorted
 * @param victims the victims that images were shown to, sorted
 * @param cells those shown images of another, and those shown their own
 */
public record TransferMatrix(
    ScoredAttack attack,
    ImmutableList<String> generators,
    ImmutableList<String> victims,
    ImmutableList<ScorecardCell> cells) {

  /** One matrix for each attack that was transferred, sorted. */
  public static List<TransferMatrix> of(Scorecard scorecard) {
    return scorecard.transfer().stream()
        .map(ScorecardCell::scoredAttack)
        .distinct()
        .sorted(comparing(ScoredAttack::text))
        .map(attack -> of(scorecard, attack))
        .toList();
  }

  private static TransferMatrix of(Scorecard scorecard, ScoredAttack attack) {
    List<ScorecardCell> transferred =
        scorecard.transfer().stream().filter(cell -> cell.attack().equals(attack.text())).toList();
    ImmutableSortedSet<String> generators =
        transferred.stream()
            .map(ScorecardCell::generator)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    ImmutableSortedSet<String> victims =
        transferred.stream()
            .map(ScorecardCell::victim)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    Stream<ScorecardCell> own =
        generators.stream().flatMap(victim -> scorecard.cell(victim, attack.text()).stream());
    return new TransferMatrix(
        attack,
        generators.asList(),
        victims.asList(),
        Stream.concat(transferred.stream(), own).collect(ImmutableList.toImmutableList()));
  }

  /** A victim shown the images of a generator: its own cell where they are the same. */
  public Optional<ScorecardCell> cell(String generator, String victim) {
    String made = generator.equals(victim) ? null : generator;
    CellKey key = new CellKey(victim, attack.text(), made);
    return cells.stream().filter(cell -> cell.key().equals(key)).findFirst();
  }
}
