package io.gauntlet.transforms.scoring;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.pair.Answers;
import io.gauntlet.score.pair.AttackTraits;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.StudyInRun;
import io.gauntlet.score.pair.StudyPair;
import io.gauntlet.score.policy.ClassView;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import io.gauntlet.score.tally.StudySlices;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What two runs said of one study of one victim, by the cells that it counts in: each attack's, the
 * suite's, and those of the slices that the policy looks at.
 *
 * @param policy with the suite and the slices
 */
record StudyPairing(GatePolicy policy) implements Serializable {

  /**
   * The pairs of a study that both runs could use.
   *
   * @param before outcomes of the reference, of one study and victim; may be none
   * @param after those of the candidate; may be none
   */
  ImmutableMap<PairKey, StudyPair> pairs(List<Outcome> before, List<Outcome> after) {
    return pairs(StudyInRun.of(before), StudyInRun.of(after));
  }

  /**
   * The pairs of a study. Where one run has outcomes of it that the other could not use, the other
   * gave no answer: it is not that the study is not there.
   *
   * @param reference what it has of one study and victim
   * @param candidate likewise; one of the two has an outcome
   */
  ImmutableMap<PairKey, StudyPair> pairs(StudyInRun reference, StudyInRun candidate) {
    Outcome any =
        Iterables.get(
            Iterables.concat(candidate.outcomes().values(), reference.outcomes().values()), 0);
    Map<CellKey, StudyPair> pairs = pairs(any, reference, candidate, OptionalInt.empty());
    Set<String> slices = StudySlices.of(any.getAttributes());
    ImmutableMap.Builder<PairKey, StudyPair> all = ImmutableMap.builder();
    pairs.forEach(
        (cell, pair) -> {
          all.put(new PairKey(cell, null), pair);
          slices.stream()
              .filter(slice -> policy.countsSlice(slice) || isForItsName(cell))
              .forEach(slice -> all.put(new PairKey(cell, slice), pair));
        });
    for (int label = 0; label < any.getClassNames().size(); label++) {
      String view = ClassView.of(any.getClassNames().get(label));
      if (policy.restsOnSlice(view)) {
        pairs(any, reference, candidate, OptionalInt.of(label))
            .forEach((cell, pair) -> all.put(new PairKey(cell, view), pair));
      }
    }
    return all.buildOrThrow();
  }

  /**
   * The pairs of a study by cell, the suite's among them.
   *
   * @param positive the class that is held against the rest; empty for all classes as they are
   */
  private Map<CellKey, StudyPair> pairs(
      Outcome any, StudyInRun reference, StudyInRun candidate, OptionalInt positive) {
    Map<CellKey, StudyPair> pairs = new LinkedHashMap<>();
    for (CellKey cell : cells(any.getVictim(), reference, candidate)) {
      AttackTraits traits = traits(cell, candidate).or(() -> traits(cell, reference)).orElseThrow();
      pairs.put(
          cell,
          new StudyPair(
              any.getUid(),
              Strings.nullToEmpty(any.getPatient()),
              reference.answers(cell, any, positive),
              candidate.answers(cell, any, positive),
              positive.isPresent()
                  ? traits.against(any.getClassNames().get(positive.getAsInt()))
                  : traits));
    }
    suite(pairs);
    return pairs;
  }

  /**
   * Who names a slice that is not there is told the nearest that is: all are in the clean cells.
   */
  private boolean isForItsName(CellKey cell) {
    return policy.namesSlices() && cell.attack().equals(ScoredAttack.NONE);
  }

  private static Set<CellKey> cells(String victim, StudyInRun reference, StudyInRun candidate) {
    Set<CellKey> cells = Sets.union(reference.outcomes().keySet(), candidate.outcomes().keySet());
    return reference.unused().isPresent() && candidate.unused().isPresent()
        ? Sets.union(
            cells, Sets.intersection(reference.run().of(victim), candidate.run().of(victim)))
        : cells;
  }

  private static Optional<AttackTraits> traits(CellKey cell, StudyInRun study) {
    return study.outcomes().get(cell).stream()
        .findFirst()
        .map(AttackTraits::of)
        .or(() -> study.run().traits(cell));
  }

  /** Adds the worst of the suite's attacks that the reference has, or else the candidate. */
  private void suite(Map<CellKey, StudyPair> pairs) {
    Map<CellKey, StudyPair> members = new LinkedHashMap<>(pairs);
    members.entrySet().removeIf(member -> !isInSuite(member.getKey(), member.getValue()));
    if (members.values().stream().anyMatch(pair -> pair.reference().isPresent())) {
      members.values().removeIf(pair -> !pair.reference().isPresent());
    }
    if (members.isEmpty()) {
      return;
    }
    StudyPair first = members.values().iterator().next();
    pairs.put(
        new CellKey(members.keySet().iterator().next().victim(), Primary.SUITE, null),
        new StudyPair(
            first.uid(),
            first.patient(),
            worst(members.values().stream().map(StudyPair::reference).toList()),
            worst(members.values().stream().map(StudyPair::candidate).toList()),
            members.values().stream()
                .map(StudyPair::traits)
                .reduce(AttackTraits::with)
                .orElseThrow()));
  }

  private static Answers worst(List<Answers> members) {
    return members.stream().allMatch(Answers::isPresent) ? Answers.worst(members) : Answers.NONE;
  }

  /** A star leaves out what may change the label; who wants that names it. */
  private boolean isInSuite(CellKey cell, StudyPair pair) {
    return cell.generator() == null
        && policy.isInSuite(cell.attack())
        && (!pair.traits().mayChangeLabel() || policy.suite().contains(cell.attack()));
  }
}
