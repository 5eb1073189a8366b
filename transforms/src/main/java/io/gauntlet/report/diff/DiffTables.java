package io.gauntlet.report.diff;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.diff.CellDiff;
import io.gauntlet.score.diff.RunDiff;
import io.gauntlet.score.diff.SideCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many studies changed sides, by modality, by cell and by slice. */
final class DiffTables {
  private static final String NOTE =
      "Lost: the baseline was right and the candidate is not; gained: the other way round. Net is"
          + " gained less lost, in points of the studies that both answered.";

  private DiffTables() {}

  /** The name of a cell for people. */
  static String name(CellDiff cell) {
    return cell.victim()
        + ", "
        + (cell.attack().equals("none") ? "clean" : PaperGrid.label(cell.attack()))
        + (cell.generator() == null ? "" : " made against " + cell.generator());
  }

  /** By what the attack changes. */
  static ReportTable modalities(RunDiff diff) {
    Map<Attacked, SideCounts> counts = new EnumMap<>(Attacked.class);
    diff.cells().forEach(cell -> counts.merge(cell.attacked(), cell.counts(), SideCounts::and));
    return table(
        "By modality",
        "Attacked",
        counts.entrySet().stream()
            .map(entry -> row(words(entry.getKey()), entry.getValue()))
            .toList());
  }

  private static String words(Attacked attacked) {
    return switch (attacked) {
      case NOTHING -> "nothing (clean studies)";
      case IMAGE -> "images";
      case TEXT -> "words";
      case BOTH -> "images and words";
      case UNKNOWN -> "not recorded";
    };
  }

  /** By cell, the one that lost most first. */
  static ReportTable cells(RunDiff diff) {
    return table(
        "By cell",
        "Victim, attack",
        diff.cells().stream().map(cell -> row(name(cell), cell.counts())).toList());
  }

  /** The slices of a cell, the one that lost most first. */
  static ReportTable slices(CellDiff cell) {
    List<Map.Entry<String, SideCounts>> slices = new ArrayList<>(cell.slices().entrySet());
    slices.sort(Comparator.comparingDouble(slice -> -slice.getValue().netLoss()));
    return table(
        "By slice, " + name(cell),
        "Slice",
        slices.stream().map(slice -> row(slice.getKey(), slice.getValue())).toList());
  }

  private static ReportTable table(String title, String first, List<List<TableCell>> rows) {
    return new ReportTable(
        title,
        NOTE,
        List.of(
            names(first), figures("Studies"), figures("Lost"), figures("Gained"), figures("Net")),
        rows);
  }

  private static List<TableCell> row(String name, SideCounts counts) {
    return List.of(
        TableCell.of(name),
        TableCell.of(Long.toString(counts.studies())),
        TableCell.of(Long.toString(counts.lost())),
        TableCell.of(Long.toString(counts.gained())),
        TableCell.of(Figures.points(-counts.netLoss())));
  }
}
