package io.gauntlet.report;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.gate.Cause;

/** Makes sentences of the causes that name studies: each follows from its values. */
final class StudyCauseWords {
  private StudyCauseWords() {}

  /**
   * What the runs do not agree on.
   *
   * @param where the cell, in words
   */
  static String differ(Cause cause, String where) {
    String example = cause.names().isEmpty() ? "" : ", " + cause.names().get(0) + " among them";
    String studies = Figures.count(cause.number("studies"), "study", "studies") + example;
    return switch (cause.code()) {
      case STUDIES_DOUBLED -> where + " has more than one answer to " + studies;
      case STUDIES_RELABELLED -> "The runs disagree on the label of " + studies + " of " + where;
      case STUDIES_ALTERED ->
          "The pixels or words of %s are not those of the reference, in %s"
              .formatted(studies, where);
      case STUDIES_MISSING ->
          "The candidate lacks %s of the reference, in %s; run it again on the same cohort and seed"
              .formatted(studies, where);
      case STUDIES_ADDED ->
          "The reference lacks %s of the candidate, in %s; compare runs of one cohort and one split"
              .formatted(studies, where);
      case SEEDS_INCOMPLETE -> "Some seeds have no answer to " + studies + " of " + where;
      default ->
          "The same weights gave other answers to %s of %s: the run is not reproducible"
              .formatted(studies, where);
    };
  }

  /** What a run could not use, and what it counts as. */
  static String unused(Cause cause) {
    String studies = Figures.count(cause.number("studies"), "study", "studies");
    String example = cause.names().get(0) + " among them";
    String reasons = String.join(", ", cause.names().subList(1, cause.names().size()));
    return switch (cause.code()) {
      case UNUSED_BY_CANDIDATE ->
          "The candidate's run could not use %s of the reference (%s), %s: each counts as a wrong answer of the candidate"
              .formatted(studies, reasons, example);
      case UNUSED_BY_REFERENCE ->
          "The reference's run could not use %s of the candidate (%s), %s: each counts as a right answer of the reference"
              .formatted(studies, reasons, example);
      default ->
          "Neither run could use %s, %s: they count in no figure".formatted(studies, example);
    };
  }
}
