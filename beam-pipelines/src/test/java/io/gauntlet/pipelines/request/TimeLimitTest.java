package io.gauntlet.pipelines.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {

  @ParameterizedTest
  @CsvSource({
    "6h, PT6H",
    "90m, PT90M",
    "1h30m, PT90M",
    "45s, PT45S",
    "1d, PT24H",
    "1d12h, PT36H",
    "PT1H30M, PT90M",
    "pt6h, PT6H",
    "P1D, PT24H",
    "PT0.5S, PT0.5S",
  })
  void timesAreReadAsPeopleWriteThem(String text, Duration duration) {
    assertEquals(new TimeLimit(text, duration), TimeLimit.parse("--deadline", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0h", "PT0S", "-6h", "PT-1H", "6", "six hours", "6 h", "h", "P", "99999999999h"})
  void whatIsNoTimeAboveZeroIsRefused(String text) {
    String said =
        assertThrows(UsageException.class, () -> TimeLimit.parse("--deadline", text)).getMessage();
    assertEquals("--deadline=" + text, said.substring(0, said.indexOf(": give a time ")));
  }
}
