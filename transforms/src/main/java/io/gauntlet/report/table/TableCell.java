package io.gauntlet.report.table;

import io.gauntlet.score.Absence;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;

/**
 * A cell of a table.
 *
 * @param text the name or the figure
 * @param note what stands smaller beside it, such as an interval, or why there is no figure; may be
 *     empty
 * @param share the figure as a fraction in {@code [0, 1]} where it is one, for shading; else NaN
 */
public record TableCell(String text, String note, double share) {
  /** There is no figure. */
  public static final TableCell MISSING = of(Figures.MISSING);

  /** Text or a figure alone. */
  public static TableCell of(String text) {
    return new TableCell(text, "", Double.NaN);
  }

  public static TableCell of(String text, String note) {
    return new TableCell(text, note, Double.NaN);
  }

  /** A fraction as a percentage with its interval. */
  public static TableCell percent(Estimate estimate) {
    return new TableCell(
        Figures.percent(estimate.value()), Figures.interval(estimate), estimate.value());
  }

  /** A fraction as a percentage with its interval, or why there is none. */
  public static TableCell percent(Estimate estimate, Absence reason) {
    return percent(estimate, reason.label());
  }

  /** A fraction as a percentage with its interval, or why there is none. */
  public static TableCell percent(Estimate estimate, String reason) {
    return estimate.isKnown() ? percent(estimate) : of(Figures.MISSING, reason);
  }

  /** A metric with its interval, or why there is none. */
  public static TableCell of(ScorecardCell cell, Metric metric) {
    Estimate estimate = cell.estimate(metric);
    return cell.absence(metric)
        .map(reason -> of(Figures.MISSING, reason.label(cell.byClass())))
        .orElseGet(
            () -> metric.unit() == Metric.Unit.FRACTION ? percent(estimate) : number(estimate));
  }

  /** A difference of fractions in percentage points with its interval. */
  public static TableCell points(Estimate estimate) {
    return of(Figures.points(estimate.value()), Figures.pointsInterval(estimate));
  }

  /** A number with its interval. */
  public static TableCell number(Estimate estimate) {
    String note =
        estimate.hasInterval()
            ? Figures.number(estimate.low()) + "–" + Figures.number(estimate.high())
            : "";
    return of(Figures.number(estimate.value()), note);
  }

  /** The same with more after its note. */
  public TableCell andNote(String more) {
    return new TableCell(text, note.isEmpty() ? more : note + "; " + more, share);
  }

  /** The same with more text after the figure. */
  public TableCell followedBy(String more) {
    return new TableCell(text + more, note, share);
  }

  /** Whether it can be shaded by its share. */
  public boolean isShaded() {
    return share >= 0 && share <= 1;
  }

  /** The whole cell in one line. */
  public String line() {
    return note.isEmpty() ? text : text + " [" + note + "]";
  }
}
