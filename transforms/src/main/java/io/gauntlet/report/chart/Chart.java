package io.gauntlet.report.chart;

import java.util.List;

/**
 * A drawn chart.
 *
 * @param title names it
 * @param svg an element that can stand in HTML, with its title and description for screen readers;
 *     empty on a machine without fonts, where no chart can be laid out
 * @param keys its legend
 */
public record Chart(String title, String svg, List<Mark.Key> keys) {

  public Chart {
    keys = List.copyOf(keys);
  }
}
