package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.Attacked;

/** Pairs of studies made by hand, of one seed a side. */
public final class PairsByHand {
  private final AttackTraits traits;
  private final PairTally tally = new PairTally();
  private int made;

  private PairsByHand(AttackTraits traits) {
    this.traits = traits;
  }

  /** Of the clean cell. */
  public static PairsByHand clean() {
    return new PairsByHand(new AttackTraits(Attacked.NOTHING, false));
  }

  /** Of an attack on both modalities. */
  public static PairsByHand attacked() {
    return new PairsByHand(new AttackTraits(Attacked.BOTH, false));
  }

  /** Of an attack with these traits. */
  public static PairsByHand of(AttackTraits traits) {
    return new PairsByHand(traits);
  }

  /**
   * Adds abnormal studies.
   *
   * @param right studies that the reference gets right, at least {@code worse}
   * @param worse of them, that the candidate gets wrong
   * @param better studies that the candidate alone gets right
   */
  public PairsByHand abnormal(int studies, int right, int worse, int better) {
    return add(
        "a", studies, i -> answers(true, i < right), i -> after(true, i, right, worse, better));
  }

  /** Adds normal studies. */
  public PairsByHand normal(int studies, int right, int worse, int better) {
    return add(
        "n", studies, i -> answers(false, i < right), i -> after(false, i, right, worse, better));
  }

  private static Answers after(boolean abnormal, int i, int right, int worse, int better) {
    return answers(abnormal, i < right ? i >= worse : i < right + better);
  }

  /**
   * Abnormal studies of the clean cell, of which each seed gets the first so many right.
   *
   * @param reference one a seed
   * @param candidate one a seed
   */
  public static PairsByHand ofSeeds(int[] reference, int[] candidate, int studies) {
    return clean()
        .add("a", studies, study -> first(reference, study), study -> first(candidate, study));
  }

  private static Answers first(int[] right, int study) {
    boolean[] answers = new boolean[right.length];
    for (int seed = 0; seed < right.length; seed++) {
      answers[seed] = study < right[seed];
    }
    return answers(true, answers);
  }

  /** Adds a study. */
  public PairsByHand study(boolean abnormal, boolean right, boolean rightAfter) {
    return add("s", 1, i -> answers(abnormal, right), i -> answers(abnormal, rightAfter));
  }

  /** What a run says of a study. */
  interface Says {
    Answers of(int study);
  }

  PairsByHand add(String prefix, int studies, Says reference, Says candidate) {
    for (int i = 0; i < studies; i++) {
      tally.add(new StudyPair(prefix + made++, "", reference.of(i), candidate.of(i), traits));
    }
    return this;
  }

  /** The answer of one seed. */
  static Answers answers(boolean abnormal, boolean right) {
    return new Answers(
        abnormal, "", ImmutableList.of(), ImmutableSortedMap.of(0L, answer(abnormal, right)), 0);
  }

  /** The answers of some seeds. */
  public static Answers answers(boolean abnormal, boolean... right) {
    ImmutableSortedMap.Builder<Long, Answer> answers = ImmutableSortedMap.naturalOrder();
    for (int seed = 0; seed < right.length; seed++) {
      answers.put((long) seed, answer(abnormal, right[seed]));
    }
    return new Answers(abnormal, "", ImmutableList.of(), answers.buildOrThrow(), 0);
  }

  /** How some seeds rank a study. */
  static Answers leads(boolean abnormal, double... leads) {
    ImmutableSortedMap.Builder<Long, Answer> answers = ImmutableSortedMap.naturalOrder();
    for (int seed = 0; seed < leads.length; seed++) {
      answers.put((long) seed, new Answer(abnormal == leads[seed] > 0, leads[seed], "", ""));
    }
    return new Answers(abnormal, "", ImmutableList.of(), answers.buildOrThrow(), 0);
  }

  /** No answer of the only seed. */
  static Answers invalid(boolean abnormal) {
    return new Answers(
        abnormal,
        "",
        ImmutableList.of(),
        ImmutableSortedMap.of(0L, new Answer(false, 0, "", "logits-not-finite")),
        0);
  }

  private static Answer answer(boolean abnormal, boolean right) {
    return new Answer(right, abnormal == right ? 1 : -1, "", "");
  }

  /** What was counted. */
  public PairTally tally() {
    return tally;
  }
}
