package io.gauntlet.score;

import com.google.common.base.Strings;
import io.gauntlet.schema.Outcome;
import java.util.List;
import java.util.Optional;

/** Whether an outcome is an answer. One that is none is counted, and is in no other figure. */
public final class Validity {
  /** A logit is not a number, or infinite. */
  public static final String NOT_FINITE = "logits-not-finite";

  /** There are not as many logits as classes. */
  public static final String NOT_OF_CLASSES = "logits-not-of-classes";

  /** Nobody wrote down why. */
  public static final String NOT_RECORDED = "reason-not-recorded";

  private static final String VALID = "valid";

  private Validity() {}

  /** Why an outcome is invalid, a short code; empty where it is valid. */
  public static Optional<String> fault(Outcome outcome) {
    if (!outcome.getStatus().equals(VALID)) {
      String reason = Strings.nullToEmpty(outcome.getReason());
      return Optional.of(reason.isEmpty() ? NOT_RECORDED : reason);
    }
    if (!isFinite(outcome.getCleanLogits()) || !isFinite(outcome.getAdversarialLogits())) {
      return Optional.of(NOT_FINITE);
    }
    int classes = outcome.getClassNames().size();
    return outcome.getCleanLogits().size() == classes
            && outcome.getAdversarialLogits().size() == classes
        ? Optional.empty()
        : Optional.of(NOT_OF_CLASSES);
  }

  /** Whether an outcome is an answer. */
  public static boolean isValid(Outcome outcome) {
    return fault(outcome).isEmpty();
  }

  /** Whether all logits are numbers, and there are some. */
  private static boolean isFinite(List<Float> logits) {
    return !logits.isEmpty() && logits.stream().allMatch(Float::isFinite);
  }
}
