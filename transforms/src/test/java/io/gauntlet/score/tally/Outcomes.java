package io.gauntlet.score.tally;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.Slices;
import io.gauntlet.score.warnings.FalseSecurity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Outcomes made by hand. */
public final class Outcomes {
  private Outcomes() {}

  /**
   * One outcome; all else can be set on the builder.
   *
   * @param abnormal its label
   * @param cleanLead of the ABNORMAL logit before the attack
   * @param lead of the ABNORMAL logit after it
   */
  public static Outcome.Builder of(
      String uid, String victim, String attack, boolean abnormal, double cleanLead, double lead) {
    return Outcome.newBuilder()
        .setUid(uid)
        .setVictim(victim)
        .setAttack(attack)
        .setAttackFields(Attacks.fields(attack))
        .setLabel(abnormal ? ClassNames.ABNORMAL : ClassNames.NORMAL)
        .setCleanLogits(List.of(0f, (float) cleanLead))
        .setAdversarialLogits(List.of(0f, (float) lead))
        .setLinf(0)
        .setL2(0)
        .setWordsChanged(0)
        .setWords(0)
        .setQueries(0);
  }

  /** One outcome of which only matters whether the victim was right before and after. */
  public static Outcome.Builder of(
      String uid, String victim, String attack, boolean cleanRight, boolean right) {
    boolean abnormal = uid.hashCode() % 2 == 0;
    return of(uid, victim, attack, abnormal, lead(abnormal, cleanRight), lead(abnormal, right));
  }

  private static double lead(boolean abnormal, boolean right) {
    return abnormal == right ? 1 : -1;
  }

  /**
   * Outcomes of studies that were all right when clean.
   *
   * @param broken by the attack, the first of the studies
   */
  public static List<Outcome> broken(String victim, String attack, int studies, int broken) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < studies; i++) {
      outcomes.add(of("study-" + i, victim, attack, true, i >= broken).build());
    }
    return outcomes;
  }

  /** The tallies of outcomes, by cell. */
  static Map<CellKey, CellTally> tallies(List<Outcome> outcomes) {
    Map<CellKey, CellTally> tallies = new HashMap<>();
    for (Outcome outcome : outcomes) {
      tallies.computeIfAbsent(CellKey.of(outcome), any -> new CellTally()).add(outcome, 1);
    }
    return tallies;
  }

  static Scorecard scorecard(Map<CellKey, CellTally> tallies) {
    CellTallies all = new CellTallies(tallies);
    return ScorecardMaker.make(all, List.of(), List.of(), Slices.NONE)
        .withWarnings(FalseSecurity.warnings(all));
  }

  /** The scorecard of outcomes, without what needs several cells of a study. */
  public static Scorecard scorecard(List<Outcome> outcomes) {
    return scorecard(tallies(outcomes));
  }
}
