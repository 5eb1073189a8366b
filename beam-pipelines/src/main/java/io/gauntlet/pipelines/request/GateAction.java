package io.gauntlet.pipelines.request;

import io.gauntlet.score.policy.GatePolicy;
import java.util.Optional;

/** What a gate is asked to do. */
public sealed interface GateAction {

  /** Print the built-in policy. */
  record PrintPolicy() implements GateAction {}

  /**
   * Make a run the reference.
   *
   * @param reference folder that runs are accepted into
   * @param run that is accepted
   */
  record Accept(String reference, String run) implements GateAction {}

  /**
   * Make a run the first reference, with a policy beside it.
   *
   * @param reference folder that runs are accepted into
   * @param run that is accepted
   * @param policy with which the proposal begins
   */
  record First(String reference, String run, GatePolicy policy) implements GateAction {}

  /**
   * Say what a cohort can decide.
   *
   * @param reference folder of a run, or one that runs are accepted into
   * @param policy that is planned for; empty for that beside the reference
   */
  record Plan(String reference, Optional<GatePolicy> policy) implements GateAction {}

  /**
   * Hold a candidate against the reference.
   *
   * @param reference folder of a run, or one that runs are accepted into
   * @param candidate folder of the run that is judged
   * @param policy by which it is decided; empty for that beside the reference
   * @param format in which the verdict is printed
   * @param promotion what a candidate that passes becomes
   * @param history folder to which the night is added; empty for none
   */
  record Compare(
      String reference,
      String candidate,
      Optional<GatePolicy> policy,
      VerdictFormat format,
      Promotion promotion,
      Optional<String> history)
      implements GateAction {}

  /** What a candidate that passes becomes. */
  enum Promotion {
    /** Nothing changes. */
    NONE,
    /** It becomes current. */
    CURRENT
  }
}
