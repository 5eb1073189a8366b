package io.gauntlet.score.compare;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Validity;
import io.gauntlet.score.pair.Answers;
import io.gauntlet.score.pair.AttackTraits;
import io.gauntlet.score.pair.StudyPair;
import java.util.List;

/** What each two victims said of one study under one attack. */
public final class VictimPairing {
  private VictimPairing() {}

  /**
   * The pairs of a study. A victim of which any seed gave no valid answer is there without one: of
   * two victims neither is the one that an invalid answer could be held against.
   *
   * @param outcomes of one study and one attack, at least one, each made against its own victim
   */
  public static ImmutableMap<VictimPair, StudyPair> pairs(List<Outcome> outcomes) {
    Outcome any = outcomes.get(0);
    ListMultimap<String, Outcome> byVictim = Multimaps.index(outcomes, Outcome::getVictim);
    List<String> victims = byVictim.keySet().stream().sorted().toList();
    ImmutableMap.Builder<VictimPair, StudyPair> pairs = ImmutableMap.builder();
    for (int i = 0; i < victims.size(); i++) {
      for (int j = i + 1; j < victims.size(); j++) {
        pairs.put(
            new VictimPair(any.getAttack(), victims.get(i), victims.get(j)),
            new StudyPair(
                any.getUid(),
                Strings.nullToEmpty(any.getPatient()),
                answers(byVictim.get(victims.get(i))),
                answers(byVictim.get(victims.get(j))),
                AttackTraits.of(any)));
      }
    }
    return pairs.buildOrThrow();
  }

  private static Answers answers(List<Outcome> outcomes) {
    return outcomes.stream().allMatch(Validity::isValid) ? Answers.of(outcomes) : Answers.NONE;
  }
}
