package io.gauntlet.model.http;

import com.google.common.base.Throwables;
import com.google.common.net.HttpHeaders;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** That a call gave no answer. The message has nothing of the question or of the answer. */
final class CallException extends IOException {
  private static final long serialVersionUID = 1;
  private static final Set<Integer> BUSY = Set.of(408, 425, 429, 502, 503, 504);
  private static final int FAILING = 500;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private final Fault fault;
  private final Duration pause;

  /** What becomes of the question. */
  enum Fault {
    /** The server may answer later, and is gone where it does not. */
    BUSY,
    /** This question may be answered later. */
    FAILED,
    /** It will not be. */
    REFUSED
  }

  private CallException(Fault fault, String message, Duration pause) {
    super(message);
    this.fault = fault;
    this.pause = pause;
  }

  private CallException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.pause = Duration.ZERO;
  }

  /** Of a response that is no success. */
  static CallException of(HttpResponse<?> response) {
    int status = response.statusCode();
    Fault fault =
        BUSY.contains(status) ? Fault.BUSY : status >= FAILING ? Fault.FAILED : Fault.REFUSED;
    return new CallException(fault, "it answers with status " + status, pauseAsked(response));
  }

  private static Duration pauseAsked(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue(HttpHeaders.RETRY_AFTER)
        .map(text -> pause(text, Instant.now()))
        .orElse(Duration.ZERO);
  }

  /** Until when Retry-After asks to wait, in seconds or as a date (RFC 9110, section 10.2.3). */
  static Duration pause(String retryAfter, Instant now) {
    if (SECONDS.matcher(retryAfter).matches()) {
      return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter));
      return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  /** Whether the server is not who it says; other faults of TLS are those of a connection. */
  private static boolean isDistrust(Throwable cause) {
    return cause instanceof SSLPeerUnverifiedException
        || Throwables.getCausalChain(cause).stream()
            .anyMatch(GeneralSecurityException.class::isInstance);
  }

  /** Of what a call ended with. */
  static CallException of(Throwable cause) {
    if (cause instanceof CallException known) {
      return known;
    }
    if (cause instanceof MalformedAnswerException) {
      return new CallException(Fault.FAILED, cause.getMessage(), cause);
    }
    if (cause instanceof SSLException && isDistrust(cause)) {
      return new CallException(Fault.REFUSED, "no safe connection: " + cause.getMessage(), cause);
    }
    String name = cause.getClass().getSimpleName();
    return cause instanceof IOException || cause instanceof TimeoutException
        ? new CallException(Fault.BUSY, "it cannot be reached (" + name + ")", cause)
        : new CallException(Fault.REFUSED, "it cannot be asked (" + name + ")", cause);
  }

  Fault fault() {
    return fault;
  }

  /** How long the server wants to be left alone. */
  Duration pause() {
    return pause;
  }
}
