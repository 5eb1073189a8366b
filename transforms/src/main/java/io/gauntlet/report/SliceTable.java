package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;
import static java.util.Comparator.comparingLong;

import io.gauntlet.report.sentence.Worst;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.ReportTable.Column;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slice;
import io.gauntlet.score.classes.ByClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which findings are missed under attack. */
final class SliceTable {
  private SliceTable() {}

  /**
   * A row for each MeSH heading and each value of an attribute, a column for each victim under its
   * worst attack on one modality.
   */
  static ReportTable of(Scorecard scorecard) {
    Map<CellKey, Map<String, Slice>> slices = new HashMap<>();
    Map<String, Long> studies = new HashMap<>();
    Map<String, Slice.Shown> shows = new HashMap<>();
    for (Slice slice : scorecard.slices().all()) {
      slices.computeIfAbsent(slice.key(), key -> new HashMap<>()).put(slice.term(), slice);
      studies.merge(slice.term(), slice.studies(), Math::max);
      shows.merge(slice.term(), shown(scorecard, slice), SliceTable::inCommon);
    }
    List<Column> columns = new ArrayList<>();
    columns.add(names("Studies with"));
    columns.add(figures("Studies"));
    columns.add(names("Shows"));
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
              row.add(TableCell.of(shows.get(term.getKey()).label()));
              for (CellKey key : keys) {
                Slice slice = slices.get(key).get(term.getKey());
                row.add(slice == null ? TableCell.MISSING : TableCell.percent(slice.accuracy()));
              }
              rows.add(row);
            });
    return new ReportTable(
        "Slices",
        "The share of the studies of a slice that are right, in percent with its 95% interval: clean,"
            + " and under the attack on the images and that on the words that are worst for"
            + " the victim over all studies."
            + oneClass(scorecard.classes()),
        columns,
        rows);
  }

  private static String oneClass(ByClass classes) {
    return classes.isOfTwo()
        ? " Where all studies of a slice are %s, that share is the sensitivity; where all are %s, the specificity."
            .formatted(classes.positive(), classes.negative())
        : "";
  }

  /** What the share that is right comes to; of more than two classes it has no other name. */
  static Slice.Shown shown(Scorecard scorecard, Slice slice) {
    return scorecard.classes().isOfTwo() ? slice.shows() : Slice.Shown.ACCURACY;
  }

  private static Slice.Shown inCommon(Slice.Shown one, Slice.Shown other) {
    return one == other ? one : Slice.Shown.ACCURACY;
  }

  private static String heading(Attacked attacked) {
    return switch (attacked) {
      case IMAGE -> ", images attacked";
      case TEXT -> ", words attacked";
      default -> ", clean";
    };
  }
}
