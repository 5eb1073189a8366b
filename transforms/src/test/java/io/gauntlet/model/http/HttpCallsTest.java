package io.gauntlet.model.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.http.LoopbackModel.Fault;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a server is waited for, and which faults pass. */
class HttpCallsTest {
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(2), Duration.ofMillis(4));
  private static final Question CLEAR =
      new Question(
          1,
          Optional.empty(),
          Optional.of(new Question.Captions("report", ImmutableList.of("clear"))));

  private static HttpCalls calls(LoopbackModel model) throws IOException {
    HttpConfig config =
        HttpConfig.of(
            new ObjectMapper()
                .readTree(
                    "{\"http\":{\"url\":\"%s\"},\"caption\":\"report\"}".formatted(model.url())));
    return new HttpCalls(
        config.endpoint(), config.protocol(), Ledger.of(model.url() + " of this test"), QUICK);
  }

  private static Fault[] busy(int calls) {
    return Collections.nCopies(calls, Fault.BUSY).toArray(Fault[]::new);
  }

  @Test
  void oneThatHasAnsweredIsAskedUntilTheDeadline() throws IOException {
    try (LoopbackModel model = new LoopbackModel()) {
      HttpCalls calls = calls(model);
      HttpCalls.joined(calls.ask(CLEAR, 0));
      model.failing(busy(12));
      assertArrayEquals(new float[] {5, -5}, HttpCalls.joined(calls.ask(CLEAR, 0)).rows().get(0));
    }
  }

  @Test
  void oneThatNeverAnsweredIsGivenUpAfterAFewCalls() throws IOException {
    try (LoopbackModel model = new LoopbackModel()) {
      model.failing(busy(12));
      HttpCalls calls = calls(model);
      String message =
          assertThrows(UnansweredException.class, () -> HttpCalls.joined(calls.ask(CLEAR, 0)))
              .getMessage();
      assertTrue(message.contains("status 429, at call 6"), message);
    }
  }

  @Test
  void callsThatFailedTogetherAreNotMadeTogetherAgain() {
    Set<Duration> pauses = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Duration pause = Backoff.USUAL.pause(1, Duration.ofSeconds(5));
      assertTrue(pause.toMillis() >= 5100 && pause.toMillis() <= 5200, pause.toString());
      pauses.add(pause);
    }
    assertTrue(pauses.size() > 10, pauses.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7",
        "Fri, 27 Nov 2026 10:00:30 GMT | 30",
        "Fri, 27 Nov 2026 09:00:00 GMT | 0",
        "soon | 0"
      })
  void retryAfterIsSecondsOrADate(String header, int seconds) {
    assertEquals(
        Duration.ofSeconds(seconds),
        CallException.pause(header, Instant.parse("2026-11-27T10:00:00Z")));
  }

  @Test
  void aConnectionThatBreaksMayHoldNextTimeAndAServerThatIsAnotherWillNot() {
    assertEquals(
        CallException.Fault.BUSY, CallException.of(new SSLException("reset by peer")).fault());
    SSLException distrust = new SSLHandshakeException("no path");
    distrust.initCause(new CertificateException("unknown"));
    assertEquals(CallException.Fault.REFUSED, CallException.of(distrust).fault());
  }
}
