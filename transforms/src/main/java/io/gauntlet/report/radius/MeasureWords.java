package io.gauntlet.report.radius;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.curve.Measure;

/**
 * A measure of changes as people read it.
 *
 * @param title what changes
 * @param axis under a chart
 * @param scale what a change is multiplied with where it is shown
 * @param unit after a number
 */
record MeasureWords(String title, String axis, double scale, String unit) {
  private static final double GREY_LEVELS = 255;

  static MeasureWords of(Measure measure) {
    return switch (measure) {
      case LINF ->
          new MeasureWords(
              "largest change of a pixel",
              "grey levels of 255 (8 are 8/255, or 0.031)",
              GREY_LEVELS,
              " of 255");
      case L2 -> new MeasureWords("length of the change of the images", "L2", 1, "");
      case WORDS -> new MeasureWords("number of words changed", "words", 1, "");
    };
  }

  double shown(double radius) {
    return scale * radius;
  }

  String text(double radius) {
    return Figures.number(shown(radius)) + unit;
  }
}
