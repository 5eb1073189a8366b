package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;

import io.gauntlet.report.paper.ReportTables;
import io.gauntlet.report.sentence.Remedies;
import io.gauntlet.report.sentence.Summary;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report as GitHub-flavoured Markdown: the words and tables of the page, without its images and
 * without a word of any study.
 */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** Writes the report; what comes from outside is shown, never obeyed. */
  public static String render(Report report) {
    Scorecard scorecard = report.scorecard();
    ReportTables paper = ReportTables.of(scorecard);
    Summary summary = Summary.of(scorecard);
    Banner banner = Banner.of(report.verdict());
    StringBuilder out = new StringBuilder();
    heading(out, 1, Report.TITLE);
    heading(out, 2, banner.symbol() + " " + banner.title());
    paragraph(out, banner.sentence());
    items(out, banner.reasons());
    items(out, ScopeWords.of(report.scope()));
    paragraph(out, summary.headline());
    items(out, summary.sentences());
    List<ReportTable> tables = new ArrayList<>();
    report.verdict().map(VerdictTable::primaries).ifPresent(tables::add);
    report.verdict().map(VerdictTable::secondary).ifPresent(tables::add);
    tables.add(ScorecardTables.warnings(scorecard));
    tables.add(paper.clean());
    tables.addAll(paper.paper());
    tables.add(ClassTable.of(scorecard));
    tables.add(ScorecardTables.areas(scorecard));
    for (ReportTable transfer : ScorecardTables.transfers(scorecard)) {
      tables.add(
          new ReportTable(
              "Transfer: " + transfer.title(),
              transfer.note(),
              transfer.columns(),
              transfer.rows()));
    }
    tables.add(InteractionTable.of(scorecard));
    tables.add(WorstGroupTable.of(scorecard));
    tables.add(SliceTable.of(scorecard));
    tables.add(ScorecardTables.spread(scorecard));
    tables.add(ScorecardTables.allCells(scorecard));
    tables.stream().filter(table -> !table.rows().isEmpty()).forEach(table -> section(out, table));
    List<String> remedies = Remedies.of(scorecard);
    if (!remedies.isEmpty()) {
      heading(out, 2, "What to do");
      items(out, remedies);
    }
    section(out, quarantine(report));
    section(out, facts(Report.PROVENANCE, "What this run was made of.", report.provenance()));
    return out.toString();
  }

  private static ReportTable quarantine(Report report) {
    List<List<TableCell>> rows = new ArrayList<>();
    report
        .quarantine()
        .forEach(
            (reason, count) -> rows.add(List.of(TableCell.of(reason), TableCell.of("" + count))));
    return new ReportTable(
        Report.QUARANTINE,
        rows.isEmpty() ? Report.NO_QUARANTINE : "Inputs that could not be used.",
        List.of(names("Reason"), figures("Inputs")),
        rows);
  }

  private static ReportTable facts(String title, String note, Map<String, String> facts) {
    List<List<TableCell>> rows = new ArrayList<>();
    facts.forEach((name, value) -> rows.add(List.of(TableCell.of(name), TableCell.of(value))));
    return new ReportTable(title, note, List.of(names("Name"), names("Value")), rows);
  }

  private static void heading(StringBuilder out, int level, String text) {
    out.append("#".repeat(level)).append(' ').append(escape(text)).append("\n\n");
  }

  private static void paragraph(StringBuilder out, String text) {
    out.append(escape(text)).append("\n\n");
  }

  private static void items(StringBuilder out, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    sentences.forEach(sentence -> out.append("- ").append(escape(sentence)).append('\n'));
    out.append('\n');
  }

  private static void section(StringBuilder out, ReportTable table) {
    heading(out, 2, table.title());
    paragraph(out, table.note());
    if (table.rows().isEmpty()) {
      return;
    }
    line(out, table.columns().stream().map(ReportTable.Column::name).toList());
    out.append('|');
    for (ReportTable.Column column : table.columns()) {
      out.append(column.kind() == ReportTable.Kind.NAME ? " --- |" : " ---: |");
    }
    out.append('\n');
    table.rows().forEach(row -> line(out, row.stream().map(TableCell::line).toList()));
    out.append('\n');
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append('|');
    cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
    out.append('\n');
  }

  /**
   * Text that no renderer takes for markup, a link or an instruction on how to lay out what
   * follows.
   */
  private static String escape(String text) {
    return text.replaceAll("\\R", " ")
        .replaceAll("[\\p{Cc}\\p{Cf}]", "\uFFFD")
        .replaceAll("[\\\\`*_\\[\\]|~#!]", "\\\\$0")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("://", "&#58;//")
        .replaceAll("(?i)(www)\\.", "$1&#46;");
  }
}
