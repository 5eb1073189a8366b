package io.gauntlet.pipelines.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.pipelines.local.StageTimes.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTimesTest {
  private static final Instant START = Instant.parse("2026-11-27T02:00:00Z");

  @Test
  void everySecondHasAName() {
    Map<String, Duration> times =
        StageTimes.of(
            START,
            at(100),
            List.of(span("train image", 10, 40), span("train text", 20, 30), span("attack", 50, 90)));
    assertEquals(
        Map.of(
            StageTimes.BEFORE, Duration.ofSeconds(10),
            "train image", Duration.ofSeconds(25),
            "train text", Duration.ofSeconds(5),
            "attack", Duration.ofSeconds(40),
            StageTimes.BETWEEN, Duration.ofSeconds(10),
            StageTimes.AFTER, Duration.ofSeconds(10)),
        times);
  }

  @Test
  void theyAddUpToTheWholeWhateverDoesNotDivide() {
    List<Span> spans = List.of(span("a", 0, 1), span("b", 0, 1), span("c", 0, 1), span("d", 3, 3));
    Duration sum =
        StageTimes.of(START, at(7), spans).values().stream().reduce(Duration.ZERO, Duration::plus);
    assertEquals(Duration.ofSeconds(7), sum);
  }

  @Test
  void aRunThatNeverCameToAStageHasReadTheCohort() {
    assertEquals(
        Map.of(StageTimes.BEFORE, Duration.ofSeconds(7)),
        StageTimes.of(START, at(7), List.of()));
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private static Span span(String stage, long first, long last) {
    return new Span(stage, at(first), at(last));
  }
}
