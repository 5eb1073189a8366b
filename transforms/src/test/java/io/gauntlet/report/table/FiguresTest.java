package io.gauntlet.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.score.stats.Estimate;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void whatRoundsToZeroFromBelowIsZero() {
    assertEquals("0.00", Figures.percent(-3.5e-18));
    assertEquals("0.0%", Figures.share(-0.0));
    assertEquals("0.0", Figures.oneDecimal(-0.04));
    assertEquals("0.0", Figures.points(-0.0001));
    assertEquals("0.000", Figures.number(-0.0));
    assertEquals("0.0–0.0", Figures.interval(new Estimate(0, -1e-9, -0.0)));
  }

  @Test
  void whatDoesNotKeepsItsSign() {
    assertEquals("−0.1", Figures.oneDecimal(-0.05001));
    assertEquals("−3.5", Figures.points(-0.035));
    assertEquals("−0.1 to +0.1", Figures.pointsInterval(new Estimate(0, -0.001, 0.001)));
    assertEquals("-0.01", Figures.twoDecimals(-0.01));
  }
}
