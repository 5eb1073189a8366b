package io.gauntlet.report.compare;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;

import com.google.common.base.Ascii;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.compare.AttackRanking;
import io.gauntlet.score.compare.PairedDifference;
import io.gauntlet.score.compare.RankedVictim;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.policy.ComparedMetric;
import java.util.List;

/** The ranking under an attack, and the differences that it rests on. */
final class ComparisonTables {
  private ComparisonTables() {}

  /** The victims, the best first, with their letters. */
  static ReportTable ranking(VictimComparison comparison, AttackRanking attack) {
    return new ReportTable(
        ComparisonWords.title(attack),
        "In percent. Victims that share a letter are not told apart (%s tests)."
            .formatted(attack.tests()),
        List.of(
            names("Victim"),
            shaded(capitalised(comparison.metric())),
            figures("95% interval"),
            figures("Seeds"),
            figures("Letters")),
        attack.ranking().stream().map(ComparisonTables::row).toList());
  }

  private static List<TableCell> row(RankedVictim victim) {
    return List.of(
        TableCell.of(victim.victim()),
        new TableCell(Figures.percent(victim.figure().value()), "", victim.figure().value()),
        interval(Figures.interval(victim.figure())),
        TableCell.of(Integer.toString(victim.seeds())),
        TableCell.of(victim.letters()));
  }

  /** Each two, the better first. */
  static ReportTable differences(AttackRanking attack) {
    return new ReportTable(
        ComparisonWords.title(attack) + ", paired differences",
        "In percentage points, on the studies that both answered; p after Holm's correction over"
            + " %s tests.".formatted(attack.tests()),
        List.of(
            names("First"),
            names("Second"),
            figures("Studies"),
            figures("First less second"),
            figures("95% interval"),
            figures("p alone"),
            figures("p")),
        attack.differences().stream().map(ComparisonTables::row).toList());
  }

  private static List<TableCell> row(PairedDifference difference) {
    return List.of(
        TableCell.of(difference.first()),
        TableCell.of(difference.second()),
        TableCell.of(studies(difference)),
        TableCell.of(Figures.points(difference.difference().value())),
        difference.absence() == null
            ? interval(Figures.pointsInterval(difference.difference()))
            : TableCell.of(ComparisonWords.reason(difference.absence())),
        TableCell.of(Figures.p(difference.p())),
        TableCell.of(Figures.p(difference.correctedP())));
  }

  private static String studies(PairedDifference difference) {
    return difference.patients() == 0 || difference.patients() == difference.studies()
        ? Long.toString(difference.studies())
        : difference.studies() + " of " + difference.patients() + " patients";
  }

  private static TableCell interval(String interval) {
    return interval.isEmpty() ? TableCell.MISSING : TableCell.of(interval);
  }

  private static String capitalised(ComparedMetric metric) {
    return Ascii.toUpperCase(metric.label().substring(0, 1)) + metric.label().substring(1);
  }
}
