package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.sentence.JointAttack;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
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
            figures("Studies"),
            shaded("Clean"),
            shaded("Images"),
            shaded("Words"),
            shaded("Both"),
            figures("Effect of images"),
            figures("Effect of words"),
            figures("Interaction"),
            figures("Share of images"),
            names("Loses more to"),
            figures("Follows images"),
            figures("Fooled by images only"),
            figures("by words only"),
            figures("by either"),
            figures("only by both")),
        scorecard.interactions().stream().map(pair -> row(scorecard, pair)).toList());
  }

  private static List<TableCell> row(Scorecard scorecard, ModalityInteraction pair) {
    return List.of(
        TableCell.of(pair.victim()),
        TableCell.of(PaperGrid.label(scorecard, pair.imageAttack())),
        TableCell.of(PaperGrid.label(scorecard, pair.textAttack())),
        TableCell.of(Long.toString(pair.studies() / scorecard.seeds())),
        TableCell.percent(pair.clean()),
        TableCell.percent(pair.image()),
        TableCell.percent(pair.text()),
        TableCell.percent(pair.both()),
        TableCell.points(pair.imageEffect()),
        TableCell.points(pair.textEffect()),
        TableCell.points(pair.interaction()),
        TableCell.percent(pair.imageShare(), Absence.NOTHING_LOST),
        TableCell.of(losesMoreTo(pair, JointAttack.of(scorecard, pair))),
        TableCell.percent(pair.followsImage(), Absence.NEVER_DIFFERENT),
        TableCell.percent(pair.onlyImage(), Absence.NONE_RIGHT_BEFORE),
        TableCell.percent(pair.onlyText(), Absence.NONE_RIGHT_BEFORE),
        TableCell.percent(pair.either(), Absence.NONE_RIGHT_BEFORE),
        TableCell.percent(pair.onlyTogether(), Absence.NONE_RIGHT_BEFORE));
  }

  private static String losesMoreTo(ModalityInteraction pair, JointAttack joint) {
    if (!joint.isJoint()) {
      return "not joint: " + joint.label();
    }
    return switch (pair.dominant()) {
      case IMAGE -> "images";
      case TEXT -> "words";
      case UNDECIDED -> "within chance";
    };
  }
}
