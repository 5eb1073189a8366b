package io.gauntlet.transforms.io;

import com.google.common.base.CharMatcher;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A file or folder as a user names it. The name is taken letter by letter: Beam takes {@code *},
 * {@code ?}, <code>[</code> and <code>{</code> for patterns wherever it looks for a file, so that
 * what is done in {@code run[1]} would be done to {@code run1}.
 *
 * @param name absolute path of a local one; its URI on any other of Beam's file systems; without a
 *     slash at the end
 */
public record Location(String name) {
  /** What Beam takes for a part of a pattern, on one of its file systems or another. */
  private static final CharMatcher PATTERN = CharMatcher.anyOf("*?[]{}\\");

  private static final Pattern SCHEME =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):/.*", Pattern.DOTALL);
  private static final String LOCAL = "file";

  /**
   * The place of a name as a user writes it.
   *
   * @param given a path, from the working directory unless it is absolute, or a URI
   * @throws IllegalArgumentException when there can be no such file; the message has the remedy
   */
  public static Location of(String given) {
    if (given.isBlank()) {
      throw new IllegalArgumentException("the name is empty; name a file or folder");
    }
    Matcher scheme = SCHEME.matcher(given);
    if (!scheme.matches()) {
      return local(given);
    }
    if (scheme.group("scheme").toLowerCase(Locale.ROOT).equals(LOCAL)) {
      return new Location(ofUri(given).toString());
    }
    return new Location(withoutSlashes(given));
  }

  private static Location local(String given) {
    try {
      return new Location(Path.of(given).toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be a path here: %s; name another, or run in a locale of UTF-8, such as C.UTF-8"
              .formatted(given, e.getReason()),
          e);
    }
  }

  private static Path ofUri(String given) {
    try {
      return Path.of(new URI(given)).toAbsolutePath().normalize();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not a URI of a local file; write the path alone".formatted(given), e);
    }
  }

  private static String withoutSlashes(String uri) {
    String bare = CharMatcher.is('/').trimTrailingFrom(uri);
    return bare.endsWith(":") ? uri : bare;
  }

  /** The path of a local one; empty where another of Beam's file systems has it. */
  public Optional<Path> path() {
    return SCHEME.matcher(name).matches() ? Optional.empty() : Optional.of(Path.of(name));
  }

  /** What is in this folder under a name, which may lead through several folders. */
  public Location resolve(String inside) {
    return new Location(name.endsWith("/") ? name + inside : name + "/" + inside);
  }

  /** The folder that this is in. */
  public Location parent() {
    return new Location(name.substring(0, Math.max(1, name.lastIndexOf('/'))));
  }

  /** The last part of the name. */
  public String last() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** As Beam calls a file; it need not be there. */
  public ResourceId file() {
    return FileSystems.matchNewResource(name, false);
  }

  /** As Beam calls a folder; it need not be there. */
  public ResourceId folder() {
    return FileSystems.matchNewResource(name, true);
  }

  /** Whether Beam would take the name for a pattern. */
  boolean looksLikePattern() {
    return PATTERN.matchesAnyOf(name);
  }

  /**
   * A pattern that this name matches, and perhaps others do: what it finds has to be held against
   * the name. Beam's file systems agree on no way to write a letter that is none of a pattern.
   */
  String pattern() {
    return PATTERN.replaceFrom(name, '?');
  }

  @Override
  public String toString() {
    return name;
  }
}
