package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.sentence.Worst;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.WorstGroup;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** On which studies each victim is right least often. */
public final class WorstGroupTable {
  private WorstGroupTable() {}

  /** A row for each victim and attribute: clean, and under its worst attack on one modality. */
  public static ReportTable of(Scorecard scorecard) {
    Set<CellKey> shown =
        Worst.of(scorecard).stream()
            .flatMap(
                worst ->
                    Stream.of(Attacked.NOTHING, Attacked.IMAGE, Attacked.TEXT).map(worst::cell))
            .flatMap(cell -> cell.stream().map(ScorecardCell::key))
            .collect(Collectors.toSet());
    return new ReportTable(
        "Worst groups",
        "The group of studies on which a victim is right least often, in percent; of equal ones the"
            + " largest. It is chosen on its result: the intervals of all its groups hold at once with"
            + " 95% (Bonferroni), and each alone is narrower. A low share of a small group may be"
            + " chance.",
        List.of(
            names("Victim"),
            names("Attack"),
            names("By"),
            names("Worst group"),
            figures("Studies"),
            names("Shows"),
            shaded("Right"),
            figures("95% at once"),
            figures("Groups")),
        WorstGroup.of(scorecard.slices().all()).stream()
            .filter(group -> shown.contains(group.key()))
            .map(group -> row(scorecard, group))
            .toList());
  }

  private static List<TableCell> row(Scorecard scorecard, WorstGroup group) {
    return List.of(
        TableCell.of(group.key().victim()),
        TableCell.of(PaperGrid.label(scorecard, group.key().attack())),
        TableCell.of(group.attribute().equals(WorstGroup.MESH) ? "MeSH" : group.attribute()),
        TableCell.of(group.slice().term()),
        TableCell.of(Long.toString(group.slice().studies())),
        TableCell.of(SliceTable.shown(scorecard, group.slice()).label()),
        new TableCell(Figures.percent(group.share().value()), "", group.share().value()),
        TableCell.of(Figures.interval(group.share())),
        TableCell.of(Integer.toString(group.groups())));
  }
}
