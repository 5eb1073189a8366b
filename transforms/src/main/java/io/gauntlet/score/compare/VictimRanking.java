package io.gauntlet.score.compare;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.compare.PairedDifference.NoDifference;
import io.gauntlet.score.compare.VictimComparison.Slip;
import io.gauntlet.score.pair.Drop;
import io.gauntlet.score.pair.Drops;
import io.gauntlet.score.pair.Oddity;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.CellPattern;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Holm;
import io.gauntlet.score.stats.SeededDrop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ranks the victims of a run under each attack, and says which of them are told apart: by the
 * paired difference of each two, as the gate has it of a candidate and its reference, with a
 * two-sided test and Holm's correction over a family.
 *
 * <p>Seeds of two victims count as independent. Where the victims of a seed have weights in common
 * the seeds rise and fall together, and what two victims differ by varies less than is assumed
 * here.
 */
public final class VictimRanking {
  private final ComparedVictims asked;
  private final SortedMap<CellKey, VictimTally> cells;
  private final SortedMap<VictimPair, PairTally> pairs;

  private VictimRanking(
      ComparedVictims asked, Map<CellKey, VictimTally> cells, Map<VictimPair, PairTally> pairs) {
    this.asked = asked;
    this.cells = new TreeMap<>(cells);
    this.pairs = new TreeMap<>(pairs);
  }

  /**
   * Compares.
   *
   * @param cells of all victims and attacks of the run, without replicas
   * @param pairs of the victims that are asked for
   */
  public static VictimComparison of(
      ComparedVictims asked, Map<CellKey, VictimTally> cells, Map<VictimPair, PairTally> pairs) {
    return new VictimRanking(asked, cells, pairs).compare();
  }

  private VictimComparison compare() {
    ImmutableList<Slip> slips = slips();
    return new VictimComparison(
        asked.metric(),
        asked.family(),
        ComparedVictims.ALPHA,
        slips.isEmpty() ? rankings() : ImmutableList.of(),
        slips);
  }

  private ImmutableList<Slip> slips() {
    List<String> victims = names(CellKey::victim);
    List<String> attacks = names(CellKey::attack);
    ImmutableList.Builder<Slip> slips = ImmutableList.builder();
    asked.victims().stream()
        .filter(victim -> !victims.contains(victim))
        .forEach(victim -> slips.add(new Slip("victims", victim, ImmutableList.copyOf(victims))));
    asked.attacks().stream()
        .filter(pattern -> attacks.stream().noneMatch(name -> CellPattern.matches(pattern, name)))
        .forEach(pattern -> slips.add(new Slip("attack", pattern, ImmutableList.copyOf(attacks))));
    return slips.build();
  }

  private List<String> names(Function<CellKey, String> part) {
    return cells.keySet().stream().map(part).distinct().sorted().toList();
  }

  private ImmutableList<AttackRanking> rankings() {
    SortedSet<String> attacks =
        pairs.keySet().stream()
            .map(VictimPair::attack)
            .collect(
                Collectors.toCollection(
                    () ->
                        new TreeSet<>(
                            comparing((String attack) -> !attack.equals(ScoredAttack.NONE))
                                .thenComparing(attack -> attack))));
    Map<String, List<PairedDifference>> differences = new TreeMap<>();
    attacks.forEach(attack -> differences.put(attack, differences(attack)));
    Map<String, Integer> tests = correct(differences);
    return attacks.stream()
        .map(attack -> ranking(attack, tests.get(attack), differences.get(attack)))
        .collect(ImmutableList.toImmutableList());
  }

  /** The victims under an attack, the best first; those without a figure last. */
  private List<String> ranked(String attack) {
    return cells.keySet().stream()
        .filter(asked::isAsked)
        .filter(cell -> cell.attack().equals(attack))
        .sorted(
            comparingDouble((CellKey cell) -> -figure(cell).value()).thenComparing(CellKey::victim))
        .map(CellKey::victim)
        .toList();
  }

  private Estimate figure(CellKey cell) {
    return cells.get(cell).figure(asked.metric());
  }

  private List<PairedDifference> differences(String attack) {
    List<String> victims = ranked(attack);
    List<PairedDifference> differences = new ArrayList<>();
    for (int i = 0; i < victims.size(); i++) {
      for (int j = i + 1; j < victims.size(); j++) {
        differences.add(difference(attack, victims.get(i), victims.get(j)));
      }
    }
    return differences;
  }

  private PairedDifference difference(String attack, String first, String second) {
    boolean inOrder = first.compareTo(second) < 0;
    PairTally tally =
        pairs.get(new VictimPair(attack, inOrder ? first : second, inOrder ? second : first));
    PairedDifference.Builder difference = PairedDifference.builder().first(first).second(second);
    if (tally == null) {
      return difference.absence(NoDifference.CLASS_EMPTY).build();
    }
    difference.patients(tally.patients()).leftOut(tally.size() - tally.studies());
    Optional<Drop> drop = Drops.of(tally, asked.metric());
    Optional<NoDifference> absence = absence(tally, drop);
    if (absence.isPresent() || drop.isEmpty()) {
      return difference.absence(absence.orElse(NoDifference.CLASS_EMPTY)).build();
    }
    return difference
        .studies(drop.get().studies())
        .difference(inOrder ? drop.get().interval() : drop.get().interval().negated())
        .p(drop.get().pOfEqual())
        .build();
  }

  private static Optional<NoDifference> absence(PairTally tally, Optional<Drop> drop) {
    Map<Oddity, ?> odd = tally.oddities();
    if (odd.containsKey(Oddity.DOUBLED)) {
      return Optional.of(NoDifference.STUDIES_DOUBLED);
    }
    if (odd.containsKey(Oddity.RELABELLED) || odd.containsKey(Oddity.ALTERED)) {
      return Optional.of(NoDifference.STUDIES_ALTERED);
    }
    if (odd.containsKey(Oddity.LACKS_REPLICAS)) {
      return Optional.of(NoDifference.SEEDS_INCOMPLETE);
    }
    int fewer = Math.min(tally.referenceSeeds(), tally.candidateSeeds());
    int more = Math.max(tally.referenceSeeds(), tally.candidateSeeds());
    if (more > 1 && fewer < SeededDrop.FEWEST_SEEDS) {
      return Optional.of(NoDifference.SEEDS_TOO_FEW);
    }
    return drop.isEmpty() ? Optional.of(NoDifference.CLASS_EMPTY) : Optional.empty();
  }

  /** Corrects each family in place, and tells how many tests that of each attack has. */
  private Map<String, Integer> correct(Map<String, List<PairedDifference>> differences) {
    if (asked.family() == ComparedVictims.Family.RUN) {
      int tests = correct(differences.values());
      return differences.keySet().stream()
          .collect(Collectors.toMap(attack -> attack, any -> tests));
    }
    return differences.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, attack -> correct(List.of(attack.getValue()))));
  }

  private static int correct(Collection<List<PairedDifference>> family) {
    double[] corrected =
        Holm.correct(
            family.stream()
                .flatMap(List::stream)
                .mapToDouble(PairedDifference::p)
                .filter(p -> !Double.isNaN(p))
                .toArray());
    int next = 0;
    for (List<PairedDifference> attack : family) {
      for (int i = 0; i < attack.size(); i++) {
        if (!Double.isNaN(attack.get(i).p())) {
          attack.set(i, attack.get(i).toBuilder().correctedP(corrected[next++]).build());
        }
      }
    }
    return corrected.length;
  }

  private AttackRanking ranking(String attack, int tests, List<PairedDifference> differences) {
    List<String> victims = ranked(attack);
    ImmutableList<String> letters =
        CompactLetters.of(
            victims.size(),
            (one, other) ->
                differences.stream()
                    .anyMatch(
                        difference ->
                            difference.correctedP() < ComparedVictims.ALPHA
                                && difference.first().equals(victims.get(one))
                                && difference.second().equals(victims.get(other))));
    ImmutableList.Builder<RankedVictim> ranking = ImmutableList.builder();
    for (int place = 0; place < victims.size(); place++) {
      CellKey cell = new CellKey(victims.get(place), attack);
      ranking.add(
          new RankedVictim(
              cell.victim(), cells.get(cell).seeds(), figure(cell), letters.get(place)));
    }
    return new AttackRanking(attack, tests, ranking.build(), ImmutableList.copyOf(differences));
  }
}
