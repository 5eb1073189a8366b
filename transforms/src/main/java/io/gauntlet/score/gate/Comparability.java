package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.pair.Oddity;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether two runs can be compared.
 *
 * @param policy of the gate
 * @param reference what is known of it
 * @param candidate the run that is judged
 * @param cells of either run
 */
record Comparability(
    GatePolicy policy,
    RunFacts reference,
    RunFacts candidate,
    SortedMap<PairKey, PairTally> cells) {
  private static final ImmutableMap<Oddity, Code> CODES =
      ImmutableMap.<Oddity, Code>builder()
          .put(Oddity.DOUBLED, Code.STUDIES_DOUBLED)
          .put(Oddity.RELABELLED, Code.STUDIES_RELABELLED)
          .put(Oddity.ALTERED, Code.STUDIES_ALTERED)
          .put(Oddity.ONLY_REFERENCE, Code.STUDIES_MISSING)
          .put(Oddity.ONLY_CANDIDATE, Code.STUDIES_ADDED)
          .put(Oddity.LACKS_REPLICAS, Code.SEEDS_INCOMPLETE)
          .put(Oddity.NOT_REPRODUCED, Code.NOT_REPRODUCED)
          .buildOrThrow();

  /** What follows from another sample, and is not said again. */
  private static final ImmutableSet<Oddity> OF_ANOTHER_SAMPLE =
      Sets.immutableEnumSet(Oddity.ONLY_REFERENCE, Oddity.ONLY_CANDIDATE);

  /** What is not so any more once the models of the reference are attacked as the candidate was. */
  private static final ImmutableSet<Code> OF_OTHER_ATTACKS =
      ImmutableSet.of(
          Code.OTHER_DATA,
          Code.OTHER_SAMPLE,
          Code.OTHER_ATTACKS,
          Code.OTHER_REVISIONS,
          Code.REFERENCE_NOT_ATTACKED,
          Code.STUDIES_ALTERED,
          Code.STUDIES_RELABELLED,
          Code.STUDIES_MISSING,
          Code.STUDIES_ADDED);

  /** Whether the models of the reference need be attacked again, and no more. */
  static boolean endWhenAttackedAgain(List<Cause> faults) {
    return faults.stream().allMatch(fault -> OF_OTHER_ATTACKS.contains(fault.code()));
  }

  /** Why the runs cannot be compared; each reason once, in the first cell that shows it. */
  List<Cause> faults() {
    List<Cause> faults = new ArrayList<>();
    differing(Making::sizes)
        .ifPresent(sizes -> faults.add(Cause.of(Code.OTHER_SIZES).naming(sizes)));
    differing(Making::attacks)
        .or(this::revised)
        .ifPresent(revised -> faults.add(Cause.of(Code.OTHER_REVISIONS).naming(revised)));
    if (reference.dataDigest() != null
        && candidate.dataDigest() != null
        && !reference.dataDigest().equals(candidate.dataDigest())) {
      faults.add(Cause.of(Code.OTHER_DATA).naming(reference.dataDigest(), candidate.dataDigest()));
    }
    boolean otherSample = !reference.scope().narrowing().equals(candidate.scope().narrowing());
    if (otherSample) {
      faults.add(
          Cause.of(Code.OTHER_SAMPLE)
              .naming(studies(reference.scope()), studies(candidate.scope())));
    }
    SortedSet<String> lost = lostAttacks();
    if (!lost.isEmpty() && policy.missing() == GatePolicy.Missing.FAIL) {
      faults.add(Cause.of(Code.OTHER_ATTACKS).naming(named(lost)));
    }
    List<String> unasked = new Names(policy, cells).attacksOfCandidateAlone();
    if (!unasked.isEmpty()) {
      faults.add(Cause.of(Code.REFERENCE_NOT_ATTACKED).naming(unasked));
    }
    for (Oddity oddity : CODES.keySet()) {
      if (otherSample && OF_ANOTHER_SAMPLE.contains(oddity)) {
        continue;
      }
      cells.entrySet().stream()
          .filter(cell -> cell.getKey().slice() == null && isInBoth(cell.getValue()))
          .filter(cell -> cell.getValue().oddities().containsKey(oddity))
          .filter(cell -> oddity != Oddity.NOT_REPRODUCED || isSameAttack(cell.getKey()))
          .findFirst()
          .ifPresent(cell -> faults.add(fault(oddity, cell)));
    }
    return faults;
  }

  /** The attacks whose outcomes are of other revisions: a run that goes on has no manifest yet. */
  private Optional<List<String>> revised() {
    List<String> revised =
        cells.entrySet().stream()
            .filter(cell -> cell.getValue().oddities().containsKey(Oddity.REVISED))
            .map(cell -> cell.getKey().cell().attack())
            .filter(attack -> !attack.equals(Primary.SUITE))
            .distinct()
            .toList();
    return Optional.of(revised).filter(found -> !found.isEmpty());
  }

  private static String studies(RunScope scope) {
    return scope
        .narrowing()
        .map(sample -> sample.text() + ", seed " + sample.seed())
        .orElse("all studies");
  }

  /** How the outcomes of either run are not those that it wrote. */
  List<Cause> damages() {
    return Stream.of(reference, candidate)
        .flatMap(
            run ->
                run.faults().stream()
                    .map(
                        fault ->
                            Cause.of(Code.NOT_WHAT_WAS_WRITTEN)
                                .naming(run.folder() + ": " + fault.text())))
        .toList();
  }

  /** What both runs were made of, and not alike; each with both values. */
  private Optional<List<String>> differing(
      Function<Making, ImmutableSortedMap<String, String>> part) {
    var before = part.apply(reference.making());
    var after = part.apply(candidate.making());
    List<String> differing =
        before.keySet().stream()
            .filter(after::containsKey)
            .filter(name -> !before.get(name).equals(after.get(name)))
            .map(name -> "%s (%s, %s)".formatted(name, before.get(name), after.get(name)))
            .toList();
    return Optional.of(differing).filter(found -> !found.isEmpty());
  }

  private static Cause fault(Oddity oddity, Map.Entry<PairKey, PairTally> cell) {
    var example = cell.getValue().oddities().get(oddity);
    return Cause.of(CODES.get(oddity), cell.getKey())
        .with("studies", (double) example.studies())
        .naming(example.uid().isEmpty() ? List.of() : List.of(example.uid()));
  }

  private static boolean isInBoth(PairTally tally) {
    return tally.hasReference() && tally.hasCandidate();
  }

  /** Whether the same attack was made with the same draws: that of nothing always is. */
  boolean isSameAttack(PairKey key) {
    return key.cell().attack().equals(ScoredAttack.NONE)
        || (reference.seed() != null && Objects.equals(reference.seed(), candidate.seed()));
  }

  private SortedSet<String> lostAttacks() {
    LeftOut leftOut = new LeftOut(policy, candidate.scope());
    SortedSet<String> lost = attacks((key, tally) -> tally.hasReference() && !leftOut.covers(key));
    lost.removeAll(attacks((key, tally) -> tally.hasCandidate()));
    return lost;
  }

  /** Attacks of the candidate that the reference lacks. */
  List<String> addedAttacks() {
    SortedSet<String> added = attacks((key, tally) -> tally.hasCandidate());
    added.removeAll(attacks((key, tally) -> tally.hasReference()));
    return named(added);
  }

  /** Without the suite where an attack is why it is among them. */
  private static List<String> named(SortedSet<String> attacks) {
    List<String> named = attacks.stream().filter(attack -> !attack.equals(Primary.SUITE)).toList();
    return named.isEmpty() ? List.copyOf(attacks) : named;
  }

  private SortedSet<String> attacks(BiPredicate<PairKey, PairTally> present) {
    SortedSet<String> attacks = new TreeSet<>();
    cells.forEach(
        (key, tally) -> {
          if (SecondaryComparisons.counts(policy, key.cell()) && present.test(key, tally)) {
            attacks.add(key.cell().attack());
          }
        });
    return attacks;
  }
}
