package io.gauntlet.score.pair;

import com.google.common.base.Strings;
import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import io.gauntlet.score.Validity;
import java.io.Serializable;
import java.util.Optional;

/**
 * What one replica of a victim said of one study.
 *
 * @param right whether it was right; false where it gave no answer
 * @param lead of the ABNORMAL logit; 0 where it gave no answer
 * @param victimDigest of its model; empty where not known
 * @param invalid code of why it gave no answer; empty where it gave one
 */
record Answer(boolean right, double lead, String victimDigest, String invalid)
    implements Serializable {
  static Answer of(Outcome outcome) {
    String digest = Strings.nullToEmpty(outcome.getVictimDigest());
    Optional<String> fault = Validity.fault(outcome);
    if (fault.isPresent()) {
      return new Answer(false, 0, digest, fault.get());
    }
    return new Answer(
        ClassNames.index(outcome) == OutcomeLogits.decided(outcome, outcome.getAdversarialLogits()),
        OutcomeLogits.lead(outcome.getAdversarialLogits()),
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
