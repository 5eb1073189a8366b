package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CellTallyTest {
  private static final CellTally BROKEN = CellTally.of(true, true, false, 3);
  private static final CellTally HELD = CellTally.of(false, false, false, 10);
  private static final CellTally WRONG_BEFORE = CellTally.of(true, false, false, 1);
  private static final CellTally HELPED = CellTally.of(true, false, true, 4);

  @Test
  void onlyStudiesFirstRightCanBeBroken() {
    ScorecardCell cell =
        BROKEN.plus(HELD).plus(WRONG_BEFORE).plus(HELPED).toCell(new CellKey("v", "a", null));
    assertEquals(new ConfusionMatrix(1, 0, 1, 2), cell.confusion());
    assertEquals(2, cell.firstRight());
    assertEquals(0.5, cell.attackSuccessRate());
    assertEquals(3.5, cell.medianQueries());
  }

  @Test
  void orderOfMergingDoesNotMatter() {
    assertEquals(
        BROKEN.plus(HELD).plus(WRONG_BEFORE),
        WRONG_BEFORE.plus(CellTally.EMPTY.plus(HELD.plus(BROKEN))));
  }

  @Test
  void nothingHasNoMedianAndNoRate() {
    ScorecardCell cell = CellTally.EMPTY.toCell(new CellKey("v", "a", null));
    assertEquals(Double.NaN, cell.medianQueries());
    assertEquals(Double.NaN, cell.attackSuccessRate());
  }
}
