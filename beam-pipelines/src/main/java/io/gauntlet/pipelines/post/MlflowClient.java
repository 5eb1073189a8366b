package io.gauntlet.pipelines.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Strings;
import com.google.common.net.HttpHeaders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MLflow's REST API 2.0 over HTTP. A request that may be repeated is tried up to {@value #ATTEMPTS}
 * times where the server cannot be reached or says that it is busy.
 */
final class MlflowClient {
  static final int ATTEMPTS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  /** Redirects are not followed, so that credentials go nowhere else. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final URI server;
  private final Optional<String> authorization;
  private final Duration pause;

  MlflowClient(URI server, Optional<String> authorization, Duration pause) {
    this.server = server;
    this.authorization = authorization;
    this.pause = pause;
  }

  /** With the credentials that MLflow's own clients take from the environment. */
  static MlflowClient of(URI server, Map<String, String> environment) {
    String token = Strings.nullToEmpty(environment.get("MLFLOW_TRACKING_TOKEN"));
    String user = Strings.nullToEmpty(environment.get("MLFLOW_TRACKING_USERNAME"));
    String password = Strings.nullToEmpty(environment.get("MLFLOW_TRACKING_PASSWORD"));
    Optional<String> authorization = Optional.empty();
    if (!token.isEmpty()) {
      authorization = Optional.of("Bearer " + token);
    } else if (!user.isEmpty()) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return new MlflowClient(server, authorization, PAUSE);
  }

  /** What a server answered with that did not do what it was asked. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final String code;

    RefusedException(String message, String code) {
      super(message);
      this.code = code;
    }

    /** MLflow's name of the fault, such as {@code RESOURCE_DOES_NOT_EXIST}; empty where none. */
    String code() {
      return code;
    }
  }

  /** That a server could not be reached, or was busy to the end. */
  static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Where runs can be looked at. */
  URI server() {
    return server;
  }

  /**
   * Asks.
   *
   * @param path after {@code /api/2.0/}, with its query
   */
  JsonNode get(String path) throws IOException {
    return json(repeated(request(path).GET()));
  }

  /** Says what may be said twice. */
  JsonNode post(String path, JsonNode body) throws IOException {
    return json(repeated(posting(path, body)));
  }

  /** Says what may not: what failed may have been done. */
  JsonNode postOnce(String path, JsonNode body) throws IOException {
    return json(once(posting(path, body)));
  }

  /** Stores a file. */
  void put(String path, byte[] bytes) throws IOException {
    repeated(
        request(path)
            .header(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes)));
  }

  private HttpRequest.Builder posting(String path, JsonNode body) throws IOException {
    return request(path)
        .header(HttpHeaders.CONTENT_TYPE, "application/json")
        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/api/2.0/" + path)).timeout(ANSWER);
    authorization.ifPresent(value -> request.header(HttpHeaders.AUTHORIZATION, value));
    return request;
  }

  private HttpResponse<String> repeated(HttpRequest.Builder request) throws IOException {
    for (int attempt = 1; true; attempt++) {
      try {
        return once(request);
      } catch (UnreachableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        rest(attempt);
      }
    }
  }

  /** Waits before another attempt, longer each time. */
  void rest(int attempt) throws IOException {
    try {
      Thread.sleep(pause.multipliedBy(attempt).toMillis());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private HttpResponse<String> once(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (IOException e) {
      throw new UnreachableException(
          "MLflow at %s cannot be reached (%s)".formatted(server, said(e)), e);
    }
    if (BUSY.contains(response.statusCode())) {
      throw new UnreachableException(
          "MLflow at %s is not ready (status %s)".formatted(server, response.statusCode()), null);
    }
    if (response.statusCode() != 200) {
      throw refused(response);
    }
    return response;
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while results were sent");
  }

  /** Of Java's client a refused connection has no words of its own. */
  private static String said(IOException failure) {
    return failure.getMessage() == null || failure.getMessage().isBlank()
        ? "no connection"
        : failure.getMessage();
  }

  private RefusedException refused(HttpResponse<String> response) {
    int status = response.statusCode();
    if (REFUSED.contains(status)) {
      return new RefusedException(
          "MLflow at %s refuses who asks (status %s); set MLFLOW_TRACKING_TOKEN, or"
                  .formatted(server, status)
              + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD",
          "");
    }
    JsonNode body;
    try {
      body = json(response);
    } catch (IOException e) {
      return new RefusedException(
          "what answers at %s is no MLflow (status %s)".formatted(server, status), "");
    }
    String code = body.path("error_code").asText();
    return new RefusedException(
        "MLflow at %s does not take it (status %s %s: %s)"
            .formatted(
                server, status, code, body.path("message").asText().lines().findFirst().orElse("")),
        code);
  }

  private JsonNode json(HttpResponse<String> response) throws IOException {
    try {
      JsonNode body = JSON.readTree(response.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // It is said below.
    }
    throw new IOException("what answers at %s is no MLflow".formatted(server));
  }
}
