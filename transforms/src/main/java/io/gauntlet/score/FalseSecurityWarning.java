package io.gauntlet.score;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * A sign that figures of a victim do not mean what they seem to. It is a cause and its numbers; the
 * report makes words of it.
 *
 * @param sign what was seen
 * @param victim the classifier that is scored
 * @param attack canonical attack that cannot be trusted
 * @param evidence the figures that it rests on, in the order in which they are told
 */
public record FalseSecurityWarning(Sign sign, String victim, String attack, ImmutableList<WarningFigure> evidence)
    implements Serializable {

  /** A sign with its figures. */
  public static FalseSecurityWarning of(Sign sign, CellKey cell, WarningFigure... evidence) {
    return new FalseSecurityWarning(
        sign, cell.victim(), cell.attack(), ImmutableList.copyOf(evidence));
  }

  /** The first figure of a name; empty where there is none. */
  public OptionalDouble figure(String name) {
    return evidence.stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(WarningFigure::value)
        .findFirst();
  }

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
    /** The threshold lies where the victim decides much worse than it could. */
    THRESHOLD_IS_OFF("the threshold is off"),
    /** A step that is longer leads over the hill that a shorter one has climbed. */
    STEP_OVERSHOOTS("the step overshoots"),
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

    /** Whether the victim may be weaker than its figures, for an attack did not work. */
    public boolean isOfFalseSecurity() {
      return switch (this) {
        case MISSING_CLASS, INVALID_OUTCOMES, THRESHOLD_IS_OFF, STEP_OVERSHOOTS -> false;
        default -> true;
      };
    }
  }
}
