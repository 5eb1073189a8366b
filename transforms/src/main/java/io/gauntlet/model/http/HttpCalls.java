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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of an endpoint, several at once whatever threads ask. A call is tried again, later each
 * time and never at the same moment as others, where the connection breaks, the server is busy or
 * failing (429 and 5xx) or its answer is cut off. One that has answered before and is busy or not
 * there is asked until the deadline, and then counts as gone: nobody waits for it again.
 *
 * <p>Nothing of a question or an answer is in a message, for both may have a report's words.
 */
final class HttpCalls {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCalls.class);
  private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final Endpoint endpoint;
  private final RowProtocol protocol;
  private final Ledger ledger;
  private final Backoff backoff;
  private final HttpClient http;
  private final Semaphore slots;
  private final Pacer pacer;
  private final AtomicReference<UnansweredException> gone = new AtomicReference<>();
  private volatile boolean hasAnswered;

  HttpCalls(Endpoint endpoint, RowProtocol protocol, Ledger ledger) {
    this(endpoint, protocol, ledger, Backoff.USUAL);
  }

  HttpCalls(Endpoint endpoint, RowProtocol protocol, Ledger ledger, Backoff backoff) {
    this.backoff = backoff;
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
   * @param kept of the budget for what is asked at the end
   * @throws UnansweredException when the endpoint is gone or the budget spent
   */
  CompletableFuture<NumberedRows> ask(Question question, int kept) {
    try {
      byte[] body = protocol.body(question);
      slots.acquireUninterruptibly();
      return attempt(
              () -> post(body),
              response -> protocol.answer(response, question.studies()),
              first(question.studies(), kept))
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
                () -> request(address.get()).GET().build(), response -> response, first(0, 0))));
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
   * @param kept of the budget for what is asked at the end
   * @param number from 1
   * @param until when it may be tried
   */
  private record Turn(int studies, int kept, int number, Instant until) {
    Turn next() {
      return new Turn(studies, kept, number + 1, until);
    }
  }

  private Turn first(int studies, int kept) {
    return new Turn(studies, kept, 1, Instant.now().plus(endpoint.patience().deadline()));
  }

  private <T> CompletableFuture<T> attempt(Asking asking, Reading<T> reading, Turn turn) {
    try {
      if (gone.get() != null) {
        throw gone.get();
      }
      HttpRequest request = asking.request();
      ledger.enter(turn.studies(), endpoint.cost().budget(), turn.kept());
      return later(pacer.turn(), () -> send(request, turn))
          .thenApply(response -> read(response, reading))
          .exceptionallyCompose(failure -> again(failure, asking, reading, turn));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new UnansweredException(endpoint.shown() + ": " + e.getMessage(), e));
    } catch (UnansweredException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The client's own timeout ends with the head of a response, and its body may never come. */
  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, Turn turn) {
    CompletableFuture<HttpResponse<byte[]>> call =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    return CompletableFuture.allOf(call)
        .orTimeout(most(turn).toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((ended, failure) -> call.cancel(true))
        .thenCompose(ended -> call);
  }

  /** Most time for a call, of which none but the first is cut short by the deadline. */
  private Duration most(Turn turn) {
    Patience patience = endpoint.patience();
    Duration left =
        turn.number() == 1 ? patience.deadline() : Duration.between(Instant.now(), turn.until());
    return Collections.max(
        List.of(SHORTEST_CALL, Collections.min(List.of(left, patience.timeout()))));
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

  private <T> T read(HttpResponse<byte[]> response, Reading<T> reading) {
    try {
      if (response.statusCode() != OK) {
        throw CallException.of(response);
      }
      T answer = reading.read(response.body());
      hasAnswered = true;
      return answer;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private <T> CompletableFuture<T> again(
      Throwable failure, Asking asking, Reading<T> reading, Turn turn) {
    CallException fault = CallException.of(innermost(failure));
    Patience patience = endpoint.patience();
    Duration pause = backoff.pause(turn.number(), fault.pause());
    boolean isLast =
        fault.fault() == CallException.Fault.REFUSED
            || turn.number() >= (isWaitedFor(fault) ? patience.many() : patience.few())
            || Instant.now().plus(pause).isAfter(turn.until());
    if (!isLast) {
      if (turn.number() == patience.few()) {
        LOG.info(
            "{}: {}; it is asked until {}", endpoint.shown(), fault.getMessage(), turn.until());
      }
      return later(pause, () -> attempt(asking, reading, turn.next()));
    }
    UnansweredException unanswered =
        new UnansweredException(
            "%s: %s, at call %s%s"
                .formatted(
                    endpoint.shown(),
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

  /** Of one that never answered the address may be wrong, and others may be busy for a while. */
  private boolean isWaitedFor(CallException fault) {
    return fault.fault() == CallException.Fault.BUSY && hasAnswered;
  }

  /** What a stage of the call threw, without what the stages after it wrapped it in. */
  private static Throwable innermost(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? innermost(failure.getCause())
        : failure;
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
