package io.gauntlet.transforms.io;

import com.google.common.base.CharMatcher;
import java.io.IOException;
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

  /** What Java puts in the place of bytes that it cannot read: no file has that name. */
  private static final CharMatcher UNREADABLE = CharMatcher.is('\uFFFD');

  private static final Pattern SCHEME =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):/.*", Pattern.DOTALL);
  private static final String LOCAL = "file";
  private static final String BUCKETS = "gs";
  private static final Pattern IN_BUCKET =
      Pattern.compile(BUCKETS + "://[^/\\s].*", Pattern.DOTALL);

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
    if (given.startsWith(BUCKETS + "://") && !IN_BUCKET.matcher(given).matches()) {
      throw new IllegalArgumentException(
          "'%s' names no bucket; write %s://BUCKET/NAME".formatted(given, BUCKETS));
    }
    return new Location(withoutSlashes(given));
  }

  private static Location local(String given) {
    if (UNREADABLE.matchesAnyOf(given)) {
      throw new IllegalArgumentException(
          "'%s' has bytes that are no letters in this locale; name another, or run in the locale in"
                  .formatted(given)
              + " which the path was written, such as C.UTF-8");
    }
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

  /** Whether it is in no folder: all that a disk has, or a bucket. */
  public boolean isRoot() {
    int scheme = name.indexOf("://");
    return path()
        .map(path -> path.getParent() == null)
        .orElseGet(() -> name.indexOf('/', scheme + 3) < 0);
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
    return resource(false);
  }

  /** As Beam calls a folder; it need not be there. */
  public ResourceId folder() {
    return resource(true);
  }

  private ResourceId resource(boolean folder) {
    try {
      return FileSystems.matchNewResource(name, folder);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          path().isPresent()
              ? name + " is a folder; name a file"
              : "%s is on no file system that is known here; give a path, or %s://BUCKET/NAME"
                  .formatted(name, BUCKETS),
          e);
    }
  }

  /**
   * Checks that a file system has places of this kind.
   *
   * @throws IllegalArgumentException when none has; the message has the remedy
   */
  public void requireKnown() {
    resource(true);
  }

  /**
   * Checks that nothing is in the way of a local file or folder, which need not be there.
   *
   * @throws IOException when anything is, such as rights, a file on the way or a name that no disk
   *     takes; names it and the remedy
   */
  public void requireOpenWay() throws IOException {
    Optional<Path> path = path();
    if (path.isPresent()) {
      FileAccess.requireOpenWay(path.get());
    }
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
