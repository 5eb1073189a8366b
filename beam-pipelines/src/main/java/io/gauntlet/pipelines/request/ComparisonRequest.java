package io.gauntlet.pipelines.request;

import io.gauntlet.score.policy.GatePolicy;
import java.util.Optional;

/**
 * A run that is held against another one.
 *
 * @param baseline folder of a run, or one that runs are promoted into
 * @param candidate folder of the run that is judged
 * @param policy by which it is decided
 * @param format in which the verdict is printed
 * @param promotion what a candidate that passes becomes
 * @param history folder to which the night is added; empty for none
 */
public record ComparisonRequest(
    String baseline,
    String candidate,
    GatePolicy policy,
    VerdictFormat format,
    Promotion promotion,
    Optional<String> history) {

  /** What a candidate that passes becomes. */
  public enum Promotion {
    /** Nothing changes. */
    NONE,
    /** It becomes the baseline; the first candidate does where there is no baseline yet. */
    BASELINE
  }
}
