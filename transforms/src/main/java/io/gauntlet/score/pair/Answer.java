package io.gauntlet.score.pair;

import com.google.common.base.Strings;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Margin;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import io.gauntlet.score.Validity;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one replica of a victim said of one study.
 *
 * @param right whether it was right; false where it gave no answer
 * @param lead of the positive class: of the second logit of two, of the log-odds of a class that is
 *     held against the rest, or else of the true class over the best other one; 0 where it gave no
 *     answer
 * @param victimDigest of its model; empty where not known
 * @param invalid code of why it gave no answer; empty where it gave one
 */
record Answer(boolean right, double lead, String victimDigest, String invalid)
    implements Serializable {

  /**
   * The answer of an outcome.
   *
   * @param positive the class that is held against the rest; empty for all as they are
   */
  static Answer of(Outcome outcome, OptionalInt positive) {
    String digest = Strings.nullToEmpty(outcome.getVictimDigest());
    Optional<String> fault = Validity.fault(outcome);
    if (fault.isPresent()) {
      return new Answer(false, 0, digest, fault.get());
    }
    List<Float> logits = outcome.getAdversarialLogits();
    int truth = ClassNames.index(outcome);
    int decided = OutcomeLogits.decided(outcome, logits);
    if (positive.isPresent()) {
      int label = positive.getAsInt();
      return new Answer(
          (truth == label) == (decided == label), Margin.logOdds(logits, label), digest, "");
    }
    return new Answer(
        truth == decided,
        logits.size() == 2 ? OutcomeLogits.lead(logits) : Margin.of(logits, truth),
        digest,
        "");
  }

  boolean isValid() {
    return invalid.isEmpty();
  }

  /** How far it leads for the class that the study is of. */
  private double leadForTruth(boolean abnormal) {
    return abnormal ? lead : -lead;
  }

  /** The worse of two answers to attacks of one suite on a study; none is worse than any. */
  Answer worst(Answer other, boolean abnormal) {
    if (!isValid() || !other.isValid()) {
      return isValid() ? other : this;
    }
    Answer nearer = leadForTruth(abnormal) <= other.leadForTruth(abnormal) ? this : other;
    return new Answer(right && other.right, nearer.lead, victimDigest, "");
  }
}
