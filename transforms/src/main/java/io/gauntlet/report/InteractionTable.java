package io.gauntlet.report;

import static io.gauntlet.report.ReportTable.figures;
import static io.gauntlet.report.ReportTable.names;
import static io.gauntlet.report.ReportTable.shaded;

import io.gauntlet.score.Absence;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import java.util.List;

/** The 2 × 2 of every fused victim, with what follows from it. */
final class InteractionTable {
  private InteractionTable() {}

  static ReportTable of(Scorecard scorecard) {
    return new ReportTable(
        "Modality interaction",
        "Accuracy in percent when nothing, the images, the words or both are attacked. Effects in"
            + " percentage points of accuracy lost; the interaction is what both cost together"
            + " beyond the sum of each. The share is the images' Shapley share of the loss; fooled"
            + " shares are of the studies right when clean. 95% intervals.",
        List.of(
            names("Victim"),
            names("Attack on images"),
            names("Attack on words"),
            figures("n"),
            shaded("Clean"),
            shaded("Images"),
            shaded("Words"),
            shaded("Both"),
            figures("Effect of images"),
            figures("Effect of words"),
            figures("Interaction"),
            figures("Share of images"),
            names("Leans on"),
            figures("Follows images"),
            figures("Fooled by images only"),
            figures("by words only"),
            figures("by either"),
            figures("only by both")),
        scorecard.interactions().stream().map(InteractionTable::row).toList());
  }

  private static List<Cell> row(ModalityInteraction pair) {
    return List.of(
        Cell.of(pair.victim()),
        Cell.of(pair.imageAttack()),
        Cell.of(pair.textAttack()),
        Cell.of(Long.toString(pair.studies())),
        Cell.percent(pair.clean()),
        Cell.percent(pair.image()),
        Cell.percent(pair.text()),
        Cell.percent(pair.both()),
        Cell.points(pair.imageEffect()),
        Cell.points(pair.textEffect()),
        Cell.points(pair.interaction()),
        Cell.percent(pair.imageShare(), Absence.NOTHING_LOST),
        Cell.of(leansOn(pair)),
        Cell.percent(pair.followsImage(), Absence.NEVER_DIFFERENT),
        Cell.percent(pair.onlyImage(), Absence.NONE_RIGHT_BEFORE),
        Cell.percent(pair.onlyText(), Absence.NONE_RIGHT_BEFORE),
        Cell.percent(pair.either(), Absence.NONE_RIGHT_BEFORE),
        Cell.percent(pair.onlyTogether(), Absence.NONE_RIGHT_BEFORE));
  }

  static String leansOn(ModalityInteraction pair) {
    return switch (pair.dominant()) {
      case IMAGE -> "images";
      case TEXT -> "words";
      case UNDECIDED -> "undecided";
    };
  }
}
