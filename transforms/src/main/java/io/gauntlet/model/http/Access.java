package io.gauntlet.model.http;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.HttpHeaders;
import io.gauntlet.model.config.ConfigKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
  private static final Access OPEN =
      new Access(HttpHeaders.AUTHORIZATION, "", Optional.empty(), Optional.empty());

  static Access of(ConfigKeys http) {
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
      return Optional.of(before + secret.strip());
    }
    if (file.isPresent()) {
      try {
        return Optional.of(before + Files.readString(Path.of(file.get())).strip());
      } catch (IOException e) {
        throw new IOException(
            "http.auth.file names %s, which cannot be read".formatted(file.get()), e);
      }
    }
    return Optional.empty();
  }
}
