package io.gauntlet.report;

import static io.gauntlet.report.ReportTable.figures;
import static io.gauntlet.report.ReportTable.names;
import static io.gauntlet.report.ReportTable.shaded;
import static java.util.Comparator.comparingLong;

import io.gauntlet.report.ReportTable.Column;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which findings are missed under attack. */
final class SliceTable {
  private SliceTable() {}

  /** A row for each MeSH term, a column for each victim under its worst attack on one modality. */
  static ReportTable of(Scorecard scorecard) {
    Map<CellKey, Map<String, Slice>> slices = new HashMap<>();
    Map<String, Long> studies = new HashMap<>();
    for (Slice slice : scorecard.slices()) {
      slices.computeIfAbsent(slice.key(), key -> new HashMap<>()).put(slice.term(), slice);
      studies.merge(slice.term(), slice.confusion().n(), Math::max);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(names("MeSH term"));
    columns.add(figures("n"));
    List<CellKey> keys = new ArrayList<>();
    for (Worst worst : Worst.of(scorecard)) {
      for (Attacked attacked : List.of(Attacked.NOTHING, Attacked.IMAGE, Attacked.TEXT)) {
        worst
            .cell(attacked)
            .map(ScorecardCell::key)
            .filter(slices::containsKey)
            .ifPresent(
                key -> {
                  keys.add(key);
                  columns.add(shaded(key.victim() + heading(attacked)));
                });
      }
    }
    List<List<TableCell>> rows = new ArrayList<>();
    studies.entrySet().stream()
        .sorted(
            comparingLong(Map.Entry<String, Long>::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(
            term -> {
              List<TableCell> row = new ArrayList<>();
              row.add(TableCell.of(term.getKey()));
              row.add(TableCell.of(Long.toString(term.getValue())));
              for (CellKey key : keys) {
                Slice slice = slices.get(key).get(term.getKey());
                row.add(slice == null ? TableCell.MISSING : TableCell.percent(slice.accuracy()));
              }
              rows.add(row);
            });
    return new ReportTable(
        "Slices",
        "Accuracy in percent with its 95% interval over the studies that have a MeSH term: clean,"
            + " and under the attack on the images and that on the words that are worst for the"
            + " victim over all studies. n counts a study once for each replica.",
        columns,
        rows);
  }

  private static String heading(Attacked attacked) {
    return switch (attacked) {
      case IMAGE -> ", images attacked";
      case TEXT -> ", words attacked";
      default -> ", clean";
    };
  }
}
