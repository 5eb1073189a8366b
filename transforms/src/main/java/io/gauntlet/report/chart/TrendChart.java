package io.gauntlet.report.chart;

import io.gauntlet.score.stats.Estimate;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.axis.DateAxis;

/**
 * Shares from 0 to 100 % night by night, with their 95 % intervals as bands.
 *
 * @param id no other chart of the page has
 * @param title names it
 * @param description says in words what it shows
 * @param series in the order of the legend
 */
public record TrendChart(String id, String title, String description, List<Series> series) {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  /**
   * One line.
   *
   * @param label in the legend
   * @param points by rising time
   */
  public record Series(String label, List<Point> points) {

    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * A night.
   *
   * @param night when it was
   * @param share in {@code [0, 1]}
   */
  public record Point(Instant night, Estimate share) {}

  public TrendChart {
    series = List.copyOf(series);
  }

  /** Draws it. */
  public Chart draw() {
    DateAxis below = Style.quiet(new DateAxis(null, UTC, Locale.ROOT));
    SimpleDateFormat day = new SimpleDateFormat("d MMM", Locale.ENGLISH);
    day.setTimeZone(UTC);
    below.setDateFormatOverride(day);
    List<Bands.Line> lines =
        series.stream()
            .map(
                line ->
                    new Bands.Line(
                        line.label(), line.points().stream().map(TrendChart::point).toList()))
            .toList();
    return Bands.draw(new Drawing.Words(id, title, description), below, lines);
  }

  private static Bands.Point point(Point point) {
    return new Bands.Point(
        point.night().toEpochMilli(),
        point.night().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
        point.share());
  }
}
