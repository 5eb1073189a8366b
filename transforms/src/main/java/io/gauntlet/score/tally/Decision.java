package io.gauntlet.score.tally;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import java.io.Serializable;

/**
 * What a victim said of one study. Of two classes the second is the positive one, ABNORMAL. Of more
 * classes every study is a positive one, of its own class, and is called so where the victim is
 * right: what is counted of such decisions as of two classes is how many are right.
 *
 * @param classes how many there are, at least 2
 * @param truth the study's class, from 0
 * @param clean the class that was said before the attack
 * @param attacked the class that was said after it
 */
public record Decision(int classes, int truth, int clean, int attacked) implements Serializable {

  /** The decision of an outcome. */
  public static Decision of(Outcome outcome) {
    return new Decision(
        outcome.getClassNames().size(),
        ClassNames.index(outcome),
        OutcomeLogits.decided(outcome, outcome.getCleanLogits()),
        OutcomeLogits.decided(outcome, outcome.getAdversarialLogits()));
  }

  /** Whether there are two classes. */
  public boolean isOfTwo() {
    return classes == 2;
  }

  /** The same decision as one of two classes, one of them against the rest. */
  public Decision against(int positive) {
    return new Decision(
        2, truth == positive ? 1 : 0, clean == positive ? 1 : 0, attacked == positive ? 1 : 0);
  }

  /** Whether the study is a positive one. */
  public boolean abnormal() {
    return !isOfTwo() || truth == 1;
  }

  /** Whether it was called positive under attack. */
  public boolean attackedAbnormal() {
    return isOfTwo() ? attacked == 1 : isRight();
  }

  /** Whether it was right before the attack. */
  public boolean wasRight() {
    return truth == clean;
  }

  /** Whether it was right under attack. */
  public boolean isRight() {
    return truth == attacked;
  }
}
