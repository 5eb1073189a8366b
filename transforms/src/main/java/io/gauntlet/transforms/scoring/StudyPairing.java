package io.gauntlet.transforms.scoring;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.pair.Answers;
import io.gauntlet.score.pair.AttackTraits;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.StudyPair;
import io.gauntlet.score.policy.ClassView;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import io.gauntlet.score.tally.StudySlices;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * The pairs of a study.
   *
   * @param before outcomes of the reference, of one study and victim; may be none
   * @param after those of the candidate; may be none
   */
  ImmutableMap<PairKey, StudyPair> pairs(List<Outcome> before, List<Outcome> after) {
    Outcome any = after.isEmpty() ? before.get(0) : after.get(0);
    Map<CellKey, StudyPair> pairs = pairs(before, after, OptionalInt.empty());
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
        pairs(before, after, OptionalInt.of(label))
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
      List<Outcome> before, List<Outcome> after, OptionalInt positive) {
    ListMultimap<CellKey, Outcome> reference = Multimaps.index(before, StudyPairing::cell);
    ListMultimap<CellKey, Outcome> candidate = Multimaps.index(after, StudyPairing::cell);
    Map<CellKey, StudyPair> pairs = new LinkedHashMap<>();
    for (CellKey cell : Sets.union(reference.keySet(), candidate.keySet())) {
      pairs.put(cell, pair(reference.get(cell), candidate.get(cell), positive));
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

  private static CellKey cell(Outcome outcome) {
    return new CellKey(outcome.getVictim(), outcome.getAttack(), outcome.getGenerator());
  }

  private static StudyPair pair(List<Outcome> before, List<Outcome> after, OptionalInt positive) {
    Outcome any = after.isEmpty() ? before.get(0) : after.get(0);
    AttackTraits traits = AttackTraits.of(any);
    return new StudyPair(
        any.getUid(),
        Strings.nullToEmpty(any.getPatient()),
        Answers.of(before, positive),
        Answers.of(after, positive),
        positive.isPresent()
            ? traits.against(any.getClassNames().get(positive.getAsInt()))
            : traits);
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
