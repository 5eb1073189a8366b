package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.Serializable;
import java.util.EnumSet;

/**
 * What two runs said of one study in one cell.
 *
 * @param uid of the study
 * @param patient pseudonym; empty where not known
 * @param reference the reference's answers
 * @param candidate the candidate's answers
 * @param traits of the attack
 */
public record StudyPair(
    String uid, String patient, Answers reference, Answers candidate, AttackTraits traits)
    implements Serializable {
  /** Logits of one study may differ by the order of sums on another machine, but not by more. */
  private static final double ROUNDING = 1e-3;

  /** Whether both runs have the study. */
  boolean isPaired() {
    return reference.isPresent() && candidate.isPresent();
  }

  boolean isAbnormal() {
    return candidate.isPresent() ? candidate.abnormal() : reference.abnormal();
  }

  /** What is odd about it. */
  ImmutableSet<Oddity> oddities() {
    EnumSet<Oddity> odd = EnumSet.noneOf(Oddity.class);
    addIf(odd, reference.again() + candidate.again() > 0, Oddity.DOUBLED);
    addIf(odd, !candidate.isPresent(), Oddity.ONLY_REFERENCE);
    addIf(odd, !reference.isPresent(), Oddity.ONLY_CANDIDATE);
    if (isPaired()) {
      addIf(odd, reference.abnormal() != candidate.abnormal(), Oddity.RELABELLED);
      addIf(
          odd,
          !reference.studyDigest().isEmpty()
              && !candidate.studyDigest().isEmpty()
              && !reference.studyDigest().equals(candidate.studyDigest()),
          Oddity.ALTERED);
      addIf(odd, isRevised(), Oddity.REVISED);
      addIf(odd, hasSameInputs() && !hasSameAnswers(), Oddity.NOT_REPRODUCED);
    }
    return Sets.immutableEnumSet(odd);
  }

  /** A suite of other members is another matter. */
  private boolean isRevised() {
    return reference.revisions().size() == candidate.revisions().size()
        && !reference.revisions().equals(candidate.revisions());
  }

  private static void addIf(EnumSet<Oddity> odd, boolean found, Oddity oddity) {
    if (found) {
      odd.add(oddity);
    }
  }

  /** Whether the same weights were asked about the same study, as far as the digests can tell. */
  boolean hasSameInputs() {
    return !isRevised()
        && !reference.studyDigest().isEmpty()
        && reference.studyDigest().equals(candidate.studyDigest())
        && reference.byReplica().keySet().equals(candidate.byReplica().keySet())
        && reference.byReplica().entrySet().stream()
            .allMatch(
                answer ->
                    !answer.getValue().victimDigest().isEmpty()
                        && answer
                            .getValue()
                            .victimDigest()
                            .equals(candidate.byReplica().get(answer.getKey()).victimDigest()));
  }

  private boolean hasSameAnswers() {
    return reference.byReplica().entrySet().stream()
        .allMatch(answer -> isSame(answer.getValue(), candidate.byReplica().get(answer.getKey())));
  }

  private static boolean isSame(Answer one, Answer other) {
    return one.right() == other.right()
        && one.invalid().equals(other.invalid())
        && Math.abs(one.lead() - other.lead()) <= ROUNDING * Math.max(1, Math.abs(one.lead()));
  }
}
