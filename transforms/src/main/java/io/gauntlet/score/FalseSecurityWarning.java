package io.gauntlet.score;

import java.io.Serializable;

/**
 * A sign that a victim only seems robust, because the attack did not work as it should.
 *
 * @param sign what was seen
 * @param victim the classifier that is scored
 * @param attack canonical attack that cannot be trusted
 * @param evidence what was seen, with its figures, in a sentence
 */
public record FalseSecurityWarning(Sign sign, String victim, String attack, String evidence)
    implements Serializable {

  /** The signs of Athalye et al. 2018 (section 3.1) and Carlini et al. 2019 (section 4). */
  public enum Sign {
    /** On studies of one class an answer that never changes is right, whatever is attacked. */
    MISSING_CLASS("one class is missing"),
    /** An answer that is not given is not wrong either. */
    INVALID_OUTCOMES("no answers"),
    /** Gradients that are zero at every pixel lead nowhere. */
    ZERO_GRADIENTS("zero gradients"),
    /** Gradients that are no numbers lead nowhere. */
    NON_FINITE_GRADIENTS("gradients that are not finite"),
    /** Who sees the gradients can do all that others can. */
    BLACK_BOX_BEATS_WHITE_BOX("a black box beats the white box"),
    /** Who may change more can do all that was possible with less. */
    SUCCESS_FALLS_WITH_BUDGET("success falls as the budget grows"),
    /** An attack that goes on does not get worse, and gets better where others do. */
    MORE_STEPS_DO_NOT_HELP("more steps do not help"),
    /** Following gradients must beat following nothing. */
    NOISE_AS_STRONG("random noise is as strong");

    private final String label;

    Sign(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }
}
