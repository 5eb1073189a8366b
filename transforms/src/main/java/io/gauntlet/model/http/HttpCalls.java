package io.gauntlet.model.http;

import com.google.common.net.HttpHeaders;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.model.http.Endpoint.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of an endpoint, several at once whatever threads ask. A call is tried again, later each
 * time and never at the same moment as others, where the connection breaks, the server is busy or
 * failing (429 and 5xx) or its answer is cut off. Where it is still so at the deadline, the
 * endpoint counts as gone, and nobody waits for it again.
 *
 * <p>Nothing of a question or an answer is in a message, for both may have a report's words.
 */
final class HttpCalls {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCalls.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final int OK = 200;

  private final Endpoint endpoint;
  private final RowProtocol protocol;
  private final Ledger ledger;
  private final HttpClient http;
  private final Semaphore slots;
  private final Pacer pacer;
  private final AtomicReference<UnansweredException> gone = new AtomicReference<>();

  HttpCalls(Endpoint endpoint, RowProtocol protocol, Ledger ledger) {
    this.endpoint = endpoint;
    this.protocol = protocol;
    this.ledger = ledger;
    this.slots = new Semaphore(endpoint.load().concurrency());
    this.pacer = new Pacer(endpoint.load().rate());
    boolean secure = "https".equals(endpoint.url().getScheme());
    // Without TLS an upgrade to HTTP/2 would have to be asked for, which not every server stands.
    this.http =
        HttpClient.newBuilder()
            .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.patience().timeout())
            .build();
  }

  /**
   * Asks, once a slot is free.
   *
   * @throws UnansweredException when the endpoint is gone or the budget spent
   */
  CompletableFuture<NumberedRows> ask(Question question) {
    try {
      byte[] body = protocol.body(question);
      slots.acquireUninterruptibly();
      return attempt(
              () -> post(body),
              response -> protocol.answer(response, question.studies()),
              new Turn(question.studies(), 1, Instant.now().plus(endpoint.patience().deadline())))
          .whenComplete((answer, failure) -> slots.release());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * What the server says of its model; empty where it says nothing.
   *
   * @throws UnansweredException when it cannot be reached
   */
  Optional<byte[]> describe() {
    Optional<URI> address = protocol.description(endpoint.url());
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        joined(
            attempt(
                () -> request(address.get()).GET().build(),
                response -> response,
                new Turn(0, 1, Instant.now().plus(endpoint.patience().deadline())))));
  }

  /**
   * Waits for an answer.
   *
   * @throws UnansweredException when there will be none
   */
  static <T> T joined(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnansweredException known) {
        throw new UnansweredException(known.getMessage(), known);
      }
      throw e;
    }
  }

  private interface Asking {
    HttpRequest request() throws IOException;
  }

  private interface Reading<T> {
    T read(byte[] body) throws MalformedAnswerException;
  }

  /**
   * A turn at the same question.
   *
   * @param studies that it is about
   * @param number from 1
   * @param until when it may be tried
   */
  private record Turn(int studies, int number, Instant until) {}

  private <T> CompletableFuture<T> attempt(Asking asking, Reading<T> reading, Turn turn) {
    try {
      if (gone.get() != null) {
        throw gone.get();
      }
      ledger.enter(turn.studies(), endpoint.cost().budget());
      HttpRequest request = asking.request();
      return later(pacer.turn(), () -> http.sendAsync(request, BodyHandlers.ofByteArray()))
          .thenApply(response -> read(response, reading))
          .exceptionallyCompose(failure -> again(failure, asking, reading, turn));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new UnansweredException(endpoint.url() + ": " + e.getMessage(), e));
    } catch (UnansweredException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <T> CompletableFuture<T> later(
      Duration pause, Supplier<CompletableFuture<T>> work) {
    return pause.isZero()
        ? work.get()
        : CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
            .thenCompose(ignored -> work.get());
  }

  private static <T> T read(HttpResponse<byte[]> response, Reading<T> reading) {
    try {
      if (response.statusCode() != OK) {
        throw CallException.of(response);
      }
      return reading.read(response.body());
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private <T> CompletableFuture<T> again(
      Throwable failure, Asking asking, Reading<T> reading, Turn turn) {
    CallException fault = CallException.of(innermost(failure));
    Patience patience = endpoint.patience();
    Duration pause = pause(turn.number(), fault.pause());
    boolean isLast =
        fault.fault() == CallException.Fault.REFUSED
            || turn.number() >= patience.attempts()
            || Instant.now().plus(pause).isAfter(turn.until());
    if (!isLast) {
      LOG.debug("asked again in {}: {}", pause, fault.getMessage());
      return later(
          pause,
          () ->
              attempt(asking, reading, new Turn(turn.studies(), turn.number() + 1, turn.until())));
    }
    UnansweredException unanswered =
        new UnansweredException(
            "%s: %s, at call %s%s"
                .formatted(
                    endpoint.url(),
                    fault.getMessage(),
                    turn.number(),
                    fault.fault() == CallException.Fault.REFUSED
                        ? ""
                        : "; call the same command again once it is back"));
    if (fault.fault() == CallException.Fault.BUSY && gone.compareAndSet(null, unanswered)) {
      LOG.warn("{}", unanswered.getMessage());
    }
    return CompletableFuture.failedFuture(unanswered);
  }

  /** What a stage of the call threw, without what the stages after it wrapped it in. */
  private static Throwable innermost(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? innermost(failure.getCause())
        : failure;
  }

  /** Twice as long each time, between a half and all of it, and never less than was asked for. */
  private static Duration pause(int attempt, Duration asked) {
    long most =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 16));
    long drawn = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    return Duration.ofMillis(Math.max(asked.toMillis(), drawn));
  }

  private HttpRequest post(byte[] body) throws IOException {
    return request(protocol.address(endpoint.url()))
        .header(HttpHeaders.CONTENT_TYPE, "application/json")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpRequest.Builder request(URI address) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(endpoint.patience().timeout());
    endpoint
        .access()
        .value(System::getenv)
        .ifPresent(value -> request.header(endpoint.access().header(), value));
    return request;
  }
}
