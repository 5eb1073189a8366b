package io.gauntlet.report.chart;

import java.util.List;

/**
 * A drawn chart.
 *
 * @param title names it
 * @param svg an element that can stand in HTML, with its title and description for screen readers;
 *     empty on a machine without fonts, where no chart can be laid out
 * @param keys its legend
 * @param figures of its marks, which a mark also tells where a pointer rests on it
 */
public record Chart(String title, String svg, List<Mark.Key> keys, List<Figure> figures) {

  /**
   * The figure of a mark.
   *
   * @param name whose it is
   * @param value with its interval
   */
  public record Figure(String name, String value) {}

  public Chart {
    keys = List.copyOf(keys);
    figures = List.copyOf(figures);
  }
}
