package io.gauntlet.score.pair;

import io.gauntlet.score.Attacked;

/** Studies that one run has alone. */
public final class OneSided {
  private static final AttackTraits TRAITS = new AttackTraits(Attacked.IMAGE, false);

  private OneSided() {}

  /** Studies of the reference, all right. */
  public static PairTally reference(int studies) {
    PairTally tally = new PairTally();
    for (int i = 0; i < studies; i++) {
      tally.add(
          new StudyPair("r" + i, "", PairsByHand.answers(i % 2 == 0, true), Answers.NONE, TRAITS));
    }
    return tally;
  }

  /** Studies of the candidate, four of five wrong. */
  public static PairTally candidate(int studies) {
    return candidate(studies, TRAITS);
  }

  /** Studies of the candidate under an attack, four of five wrong. */
  public static PairTally candidate(int studies, AttackTraits traits) {
    PairTally tally = new PairTally();
    for (int i = 0; i < studies; i++) {
      tally.add(
          new StudyPair(
              "c" + i, "", Answers.NONE, PairsByHand.answers(i % 2 == 0, i % 5 == 0), traits));
    }
    return tally;
  }
}
