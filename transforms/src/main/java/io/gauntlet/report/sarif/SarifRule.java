package io.gauntlet.report.sarif;

import static io.gauntlet.report.sarif.CauseKind.FALSE_SECURITY;
import static io.gauntlet.report.sarif.CauseKind.FLOOR;
import static io.gauntlet.report.sarif.CauseKind.INTEGRITY;
import static io.gauntlet.report.sarif.CauseKind.POLICY;
import static io.gauntlet.report.sarif.CauseKind.PRIMARY;
import static io.gauntlet.report.sarif.SarifRule.Level.ERROR;
import static io.gauntlet.report.sarif.SarifRule.Level.NOTE;
import static io.gauntlet.report.sarif.SarifRule.Level.WARNING;

import com.google.common.base.Ascii;
import io.gauntlet.score.gate.Cause.Code;

/**
 * What a verdict can find, as SARIF's rules are: one for each code of a cause.
 *
 * @param code of the causes that it is about
 * @param kind of them
 * @param level of what it finds
 * @param meaning in one sentence
 */
record SarifRule(Code code, CauseKind kind, Level level, String meaning) {

  /** How much a finding weighs. */
  enum Level {
    /** It forbids the release. */
    ERROR,
    /** It leaves the release open, or is worse than before. */
    WARNING,
    /** One should know it. */
    NOTE;

    /** As SARIF writes it. */
    String key() {
      return Ascii.toLowerCase(name());
    }
  }

  /** The rule of a code. */
  static SarifRule of(Code code) {
    return switch (code) {
      case LOST ->
          rule(code, PRIMARY, ERROR, "A figure fell by its margin or more, beyond chance.");
      case CELL_MISSING ->
          rule(code, PRIMARY, ERROR, "The reference has a cell that the candidate lacks.");
      case TOO_FEW_STUDIES ->
          rule(code, PRIMARY, WARNING, "More studies would tell whether a margin was lost.");
      case NOT_FOR_LACK_OF_STUDIES ->
          rule(code, PRIMARY, WARNING, "A figure fell by its margin, which chance may explain.");
      case SEEDS_SPREAD ->
          rule(code, PRIMARY, WARNING, "A figure moves too much between seeds to tell.");
      case REFERENCE_TOO_LOW ->
          rule(code, PRIMARY, WARNING, "The reference keeps too little for a loss to show.");
      case CLASS_TOO_SMALL ->
          rule(code, PRIMARY, WARNING, "Too few studies for any candidate to pass.");
      case CLASS_EMPTY -> rule(code, PRIMARY, WARNING, "A class that is compared has no study.");
      case SEEDS_TOO_FEW ->
          rule(code, PRIMARY, WARNING, "One side has several seeds, the other not three.");
      case LEFT_OUT ->
          rule(code, PRIMARY, WARNING, "The deadline left out a cell that a release rests on.");
      case CELLS_LEFT_OUT -> rule(code, PRIMARY, NOTE, "The deadline left out cells.");
      case CANDIDATE_NOT_ATTACKED ->
          rule(code, PRIMARY, WARNING, "The candidate lacks attacks that a release rests on.");
      case NO_ATTACK -> rule(code, PRIMARY, WARNING, "No attack of the suite was run.");
      case WORSE_WITHIN_MARGIN ->
          rule(code, PRIMARY, WARNING, "A figure fell beyond chance, and within its margin.");
      case WORSE_THAN_CURRENT ->
          rule(code, PRIMARY, WARNING, "A figure fell against the run that passed last.");
      case SAME_WEIGHTS -> rule(code, PRIMARY, NOTE, "The same weights gave the same answers.");
      case ONE_SEED ->
          rule(code, PRIMARY, NOTE, "The verdict is about weights, and not about a recipe.");
      case BELOW_FLOOR -> rule(code, FLOOR, ERROR, "A figure is below its floor.");
      case FLOOR_OPEN -> rule(code, FLOOR, WARNING, "A figure may be below its floor.");
      case FALSE_SECURITY ->
          rule(code, FALSE_SECURITY, WARNING, "An attack seems not to work as it should.");
      case LABEL_MAY_CHANGE ->
          rule(code, FALSE_SECURITY, WARNING, "An attack may change what is true of a study.");
      case ANSWERS_INVALID -> rule(code, FALSE_SECURITY, WARNING, "Studies lack a valid answer.");
      case UNUSED_BY_CANDIDATE ->
          rule(code, INTEGRITY, NOTE, "The candidate's run could not use studies.");
      case UNUSED_BY_REFERENCE ->
          rule(code, INTEGRITY, NOTE, "The reference's run could not use studies.");
      case UNUSED_BY_BOTH -> rule(code, INTEGRITY, NOTE, "Neither run could use some studies.");
      case NO_REFERENCE -> rule(code, INTEGRITY, ERROR, "There is no run to compare with.");
      case OTHER_DATA -> rule(code, INTEGRITY, ERROR, "The runs read other data.");
      case OTHER_SAMPLE ->
          rule(code, INTEGRITY, ERROR, "The runs attacked other samples of studies.");
      case OTHER_SIZES -> rule(code, INTEGRITY, ERROR, "The victims saw images of other sizes.");
      case OTHER_REVISIONS ->
          rule(code, INTEGRITY, ERROR, "Attacks were revised between the runs.");
      case OTHER_ATTACKS ->
          rule(code, INTEGRITY, ERROR, "The candidate lacks attacks of the reference.");
      case REFERENCE_NOT_ATTACKED ->
          rule(code, INTEGRITY, ERROR, "The reference lacks attacks that a release rests on.");
      case ATTACK_AGAIN -> rule(code, INTEGRITY, NOTE, "How the runs become comparable.");
      case ATTACKED_AGAIN ->
          rule(code, INTEGRITY, NOTE, "The models of the reference were attacked again.");
      case STUDIES_DOUBLED -> rule(code, INTEGRITY, ERROR, "Studies are there more than once.");
      case STUDIES_RELABELLED ->
          rule(code, INTEGRITY, ERROR, "The runs disagree on labels of studies.");
      case STUDIES_ALTERED ->
          rule(code, INTEGRITY, ERROR, "Pixels or words of studies differ between the runs.");
      case STUDIES_MISSING ->
          rule(code, INTEGRITY, ERROR, "The candidate lacks studies of the reference.");
      case STUDIES_ADDED ->
          rule(code, INTEGRITY, ERROR, "The reference lacks studies of the candidate.");
      case SEEDS_INCOMPLETE -> rule(code, INTEGRITY, ERROR, "Some seeds lack studies.");
      case NOT_REPRODUCED -> rule(code, INTEGRITY, ERROR, "The same weights gave other answers.");
      case NOT_WHAT_WAS_WRITTEN ->
          rule(code, INTEGRITY, ERROR, "The outcomes are not those that the run wrote.");
      case MATCHES_NOTHING ->
          rule(code, POLICY, ERROR, "The policy names what is not in the runs.");
      case NEEDS_CLASS ->
          rule(code, POLICY, ERROR, "The policy compares a figure of one class, and names none.");
      case VICTIM_NOT_NAMED ->
          rule(code, POLICY, NOTE, "The policy does not name the deployed victim.");
      case JOINT_POWER ->
          rule(code, POLICY, NOTE, "How likely an equal candidate passes all comparisons.");
      case LOOKS ->
          rule(code, POLICY, NOTE, "How many candidates were held against this reference.");
      case ATTACKS_ADDED ->
          rule(code, POLICY, NOTE, "The reference lacks attacks of the candidate.");
    };
  }

  private static SarifRule rule(Code code, CauseKind kind, Level level, String meaning) {
    return new SarifRule(code, kind, level, meaning);
  }

  /** For programs, such as {@code floor/below-floor}. */
  String id() {
    return kind.key() + "/" + Ascii.toLowerCase(code.name()).replace('_', '-');
  }
}
