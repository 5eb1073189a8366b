package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.pair.PairKey;
import java.util.Collection;
import java.util.List;

/** What a verdict says beside the comparison itself: of looks before it, and of the last pass. */
public final class Looks {
  private Looks() {}

  /**
   * With the number of candidates that were held against the reference: of so many that lose a
   * margin, at least one passes with a probability that grows with each.
   *
   * @param look from 1, this one
   */
  public static Verdict counted(Verdict verdict, int look) {
    double chance = 1 - Math.pow(1 - verdict.passLevel(), look);
    return noting(verdict, List.of(Cause.of(Code.LOOKS).with("look", look).with("chance", chance)));
  }

  /**
   * With where the candidate is worse than the run that passed last: this decides nothing, and
   * warns.
   *
   * @param current the verdict of the same candidate against that run
   */
  public static Verdict withCurrent(Verdict verdict, Verdict current) {
    return noting(
        verdict,
        current.primaries().stream()
            .filter(primary -> primary.correctedP() < current.alpha())
            .map(
                primary ->
                    Cause.of(
                            Code.WORSE_THAN_CURRENT,
                            new PairKey(primary.key(), primary.slice()),
                            primary.metric())
                        .with("drop", primary.drop().value())
                        .with("p", primary.correctedP()))
            .toList());
  }

  /**
   * Without evidence under the attacks of some primaries: what would pass is inconclusive.
   *
   * @param attacks that the candidate was not attacked by; may be none
   */
  public static Verdict lacking(Verdict verdict, Collection<String> attacks) {
    return attacks.isEmpty() || verdict.status().exitStatus() == Verdict.Status.MISUSE.exitStatus()
        ? verdict
        : verdict.toBuilder()
            .status(
                verdict.status() == Verdict.Status.PASS
                    ? Verdict.Status.INCONCLUSIVE
                    : verdict.status())
            .causes(
                ImmutableList.<Cause>builder()
                    .addAll(verdict.causes())
                    .add(Cause.of(Code.CANDIDATE_NOT_ATTACKED).naming(List.copyOf(attacks)))
                    .build())
            .build();
  }

  /** With more that one should know. */
  public static Verdict noting(Verdict verdict, List<Cause> notes) {
    return verdict.toBuilder()
        .notes(ImmutableList.<Cause>builder().addAll(verdict.notes()).addAll(notes).build())
        .build();
  }
}
