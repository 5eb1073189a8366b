package io.gauntlet.model.http;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HttpHeaders;
import io.gauntlet.model.config.ConfigKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Who asks, as a header. The secret itself is in a variable of the environment or in a file, which
 * the description names: it is read anew for each call, for tokens expire, and written nowhere.
 *
 * @param header its name
 * @param before what stands before the secret
 * @param variable that has it; empty where a file does, or nothing is needed
 * @param file that has it
 */
record Access(String header, String before, Optional<String> variable, Optional<String> file) {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** What a header may have; the client's own message about anything else repeats it whole. */
  private static final CharMatcher SENDABLE = CharMatcher.inRange(' ', '~');

  private static final Access OPEN =
      new Access(HttpHeaders.AUTHORIZATION, "", Optional.empty(), Optional.empty());

  static Access of(ConfigKeys http) {
    // A text here is likely to be the secret itself, which no message repeats.
    if (http.value("auth").filter(auth -> !auth.isObject()).isPresent()) {
      throw http.fault(
          "auth",
          "has no keys; give env or file, which name where the secret is, never the secret");
    }
    return http.place("auth", ImmutableSet.of("env", "file", "header", "before"))
        .map(Access::read)
        .orElse(OPEN);
  }

  private static Access read(ConfigKeys keys) {
    Optional<String> variable = keys.text("env");
    Optional<String> file = keys.text("file");
    if (variable.isPresent() == file.isPresent()) {
      throw keys.fault(
          "env", "or auth.file names the variable or the file that has the secret; give one");
    }
    Optional<String> header = keys.text("header");
    if (header.filter(name -> !HEADER.matcher(name).matches()).isPresent()) {
      throw keys.fault("header", "is no name of a header; give one such as \"X-Api-Key\"");
    }
    return new Access(
        header.orElse(HttpHeaders.AUTHORIZATION),
        keys.value("before")
            .map(value -> value.asText())
            .orElse(header.isPresent() ? "" : "Bearer "),
        variable,
        file);
  }

  /**
   * The value of the header; empty where none is needed.
   *
   * @param environment gives a variable, or null
   * @throws IOException when there is no such variable or file
   */
  Optional<String> value(UnaryOperator<String> environment) throws IOException {
    if (variable.isPresent()) {
      String secret = environment.apply(variable.get());
      if (secret == null || secret.isBlank()) {
        throw new IOException(
            "http.auth.env names %s, which is not set; export it".formatted(variable.get()));
      }
      return Optional.of(sendable("http.auth.env names " + variable.get(), secret));
    }
    if (file.isPresent()) {
      return Optional.of(sendable("http.auth.file names " + file.get(), read(file.get())));
    }
    return Optional.empty();
  }

  private static String read(String file) throws IOException {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IOException("http.auth.file names %s, which cannot be read".formatted(file), e);
    }
  }

  private String sendable(String where, String secret) throws IOException {
    String value = before + secret.strip();
    if (secret.isBlank() || !SENDABLE.matchesAllOf(value)) {
      throw new IOException(
          where + ", which has no secret of one line of printable ASCII; write it anew");
    }
    return value;
  }

  /** Whether nothing secret is sent. */
  boolean isOpen() {
    return variable.isEmpty() && file.isEmpty();
  }
}
