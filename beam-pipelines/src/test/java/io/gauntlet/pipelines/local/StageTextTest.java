package io.gauntlet.pipelines.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StageTextTest {
  private static final Instant START = Instant.parse("2026-01-31T02:00:00Z");

  private final StageState stage = new StageState("attack", 16, START);

  @Test
  void aLineOfALogSaysHowFastAndHowLongStillAndWhat() {
    step(4, 0, 1680, 10, "make pgd:steps=10 against image; and more");
    assertEquals(
        "[attack] 25 % (4 of 16), 168 studies/s, 0:30 left: make pgd:steps=10 against image",
        StageText.line(stage, START.plusSeconds(10)));
  }

  @Test
  void figuresAreNeverCutAndTheLineBeforeIsCovered() {
    step(4, 0, 1680, 10, "make pgd:epsilon=0.03:steps=10 against early-fusion, of seed 2");
    for (int width = 50; width <= 140; width++) {
      String bar = StageText.bar(stage, START.plusSeconds(10), width);
      assertEquals(width, bar.length());
      assertTrue(bar.contains(" 25 %  168 studies/s  0:30 left"), bar);
      assertFalse(bar.contains("\r"), bar);
    }
    assertTrue(StageText.bar(stage, START.plusSeconds(10), 80).contains("make pgd:epsilon"));
    assertTrue(StageText.bar(stage, START.plusSeconds(10), 120).contains("[=====     "));
  }

  @Test
  void whatAnEarlierRunDidSaysNothingOfSpeed() {
    step(8, 8, 0, 1, "done before");
    assertEquals(
        "[attack] 50 % (8 of 16): done before", StageText.line(stage, START.plusSeconds(1)));
    step(4, 0, 40, 9, "batch 9");
    assertEquals(
        "[attack] 75 % (12 of 16), 4.4 studies/s, 0:09 left: batch 9",
        StageText.line(stage, START.plusSeconds(9)));
  }

  @Test
  void aStageEndsThoughFewerPartsCameThanWereExpected() {
    step(4, 0, 100, 10, "batch 4");
    stage.end();
    assertEquals(
        "[attack] done in 0:10, 10 studies/s", StageText.line(stage, START.plusSeconds(60)));
    assertTrue(StageText.bar(stage, START.plusSeconds(60), 80).contains("100 %"));
  }

  private void step(long done, long before, long studies, int second, String detail) {
    stage.add(new StageState.Step(done, before, studies, false, detail), START.plusSeconds(second));
  }
}
