package io.gauntlet.pipelines.failure;

import ai.djl.engine.EngineException;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.WorkFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;

/**
 * What a user reads last of a command that did not end well: where it was, what is wrong, and the
 * remedy, in one line. Runners, libraries and threads wrap what was thrown, and throw in words of
 * their own; here alone that becomes a sentence.
 */
public final class LastLine {
  /** What shows the stack of a failure. */
  public static final String DEBUG = "GAUNTLET_LOG=debug";

  private static final String OURS = "io.gauntlet.";
  private static final int LONGEST = 600;

  private static final String LESS =
      "a smaller --batch, --attackBatch, --imageSize or --targetParallelism, or a larger"
          + " --accumulation";

  private static final String UNPACKED =
      "it needs 64-bit Linux with glibc, and folders in which files may be executed:"
          + " DJL_CACHE_DIR=DIR and GAUNTLET_JAVA_OPTIONS=-Djava.io.tmpdir=DIR name others";

  /** How Java says of a file why it cannot be opened. */
  private static final Pattern REASON = Pattern.compile("(?<file>.*) \\((?<reason>[^()]+)\\)");

  private static final String NOT_THERE = "No such file or directory";

  /** Failures of the machine, whatever else is known of them, in the order of their weight. */
  private static final ImmutableList<Known> OF_THE_MACHINE =
      ImmutableList.of(
          new Known(
              LastLine::isDiskFull,
              failure ->
                  "the disk is full; free space there, or name another --output (and temporary"
                      + " folder, by GAUNTLET_JAVA_OPTIONS=-Djava.io.tmpdir=DIR)"),
          new Known(
              LastLine::isNativeMemory,
              failure -> "the machine's memory ran out in PyTorch; give " + LESS),
          new Known(
              OutOfMemoryError.class::isInstance,
              failure ->
                  "Java's memory of %s MB ran out; give more by GAUNTLET_JAVA_OPTIONS=-Xmx4g, or %s"
                      .formatted(Runtime.getRuntime().maxMemory() >> 20, LESS)),
          new Known(
              InterruptedException.class::isInstance,
              failure -> "interrupted; the same command goes on where it stopped"));

  /** Failures of libraries, where nobody of ours said more. */
  private static final ImmutableList<Known> OF_LIBRARIES =
      ImmutableList.of(
          new Known(
              NoSuchFileException.class::isInstance,
              failure -> "there is no file " + file(failure) + "; bring it back, or name another"),
          new Known(
              AccessDeniedException.class::isInstance,
              failure ->
                  file(failure)
                      + " may not be read or written; change its rights, or name another"),
          new Known(FileNotFoundException.class::isInstance, LastLine::notOpened),
          new Known(
              FileSystemException.class::isInstance,
              failure -> "a file cannot be read or written: " + said(failure)),
          new Known(
              InvalidPathException.class::isInstance,
              failure -> "not the name of a file: " + said(failure)),
          new Known(
              LastLine::isAvro,
              failure ->
                  "a file of records, in studies/ or outcomes/, is cut or altered ("
                      + said(failure)
                      + "); run the stage that wrote it again"),
          new Known(
              LinkageError.class::isInstance,
              failure -> "a library cannot be loaded (" + said(failure) + "); " + UNPACKED),
          new Known(
              EngineException.class::isInstance,
              failure -> "PyTorch cannot do this (" + said(failure) + ")" + report()),
          new Known(
              IOException.class::isInstance,
              failure -> "a file or connection failed: " + said(failure)));

  /**
   * A kind of failure that is known.
   *
   * @param is whether a failure is of the kind
   * @param sentence what is said of it
   */
  private record Known(Predicate<Throwable> is, Function<Throwable, String> sentence) {
    Optional<String> in(List<Throwable> chain) {
      return chain.stream().filter(is).findFirst().map(sentence);
    }
  }

  private LastLine() {}

  /** The line of a failure, without line ends. */
  public static String of(Throwable failure) {
    return "failed: " + sentence(failure);
  }

  /**
   * The same of a failure whose stack was printed, for a client that says itself that it failed.
   */
  public static String ofStack(String printed) {
    return sentence(PrintedStack.parse(printed));
  }

  private static String sentence(Throwable failure) {
    List<Throwable> chain = chain(failure);
    String where =
        chain.stream()
            .filter(WorkFailedException.class::isInstance)
            .map(work -> ((WorkFailedException) work).where() + ": ")
            .findFirst()
            .orElse("");
    return oneLine(where + reason(chain));
  }

  private static String reason(List<Throwable> chain) {
    List<Throwable> inside =
        chain.stream().filter(each -> !(each instanceof WorkFailedException)).toList();
    return first(OF_THE_MACHINE, inside)
        .or(() -> inside.stream().filter(LastLine::isOurs).map(Throwable::getMessage).findFirst())
        .or(() -> first(OF_LIBRARIES, inside))
        .orElseGet(() -> "this is a fault of Gauntlet (" + said(last(inside)) + ")" + report());
  }

  private static Optional<String> first(List<Known> kinds, List<Throwable> chain) {
    return kinds.stream().flatMap(kind -> kind.in(chain).stream()).findFirst();
  }

  private static String report() {
    return "; " + DEBUG + " shows where, for a report";
  }

  private static Throwable last(List<Throwable> chain) {
    return chain.get(chain.size() - 1);
  }

  /** A failure and its causes, the outermost first, each once. */
  private static List<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = failure; each != null && seen.add(each); each = cause(each)) {
      chain.add(each);
    }
    return chain;
  }

  private static Throwable cause(Throwable failure) {
    return PrintedStack.in(failure).orElseGet(failure::getCause);
  }

  /** Whether a sentence of Gauntlet's own is in it: it was made here, and with words. */
  private static boolean isOurs(Throwable failure) {
    if (failure.getMessage() == null
        || Stream.ofNullable(failure.getCause())
            .anyMatch(cause -> failure.getMessage().equals(cause.toString()))) {
      return false;
    }
    boolean ourClass = failure.getClass().getName().startsWith(OURS);
    boolean plain =
        failure.getClass() == IllegalArgumentException.class
            || failure.getClass() == IllegalStateException.class
            || failure.getClass() == IOException.class;
    return ourClass
        || (plain
            && failure.getStackTrace().length > 0
            && failure.getStackTrace()[0].getClassName().startsWith(OURS));
  }

  private static boolean isDiskFull(Throwable failure) {
    String message = Objects.toString(failure.getMessage(), "").toLowerCase(Locale.ROOT);
    return failure instanceof IOException
        && (message.contains("no space left on device") || message.contains("quota exceeded"));
  }

  private static boolean isNativeMemory(Throwable failure) {
    String message = Objects.toString(failure.getMessage(), "").toLowerCase(Locale.ROOT);
    return failure instanceof EngineException
        && (message.contains("not enough memory")
            || message.contains("can't allocate memory")
            || message.contains("out of memory")
            || message.contains("bad_alloc"));
  }

  private static boolean isAvro(Throwable failure) {
    return failure instanceof AvroRuntimeException
        || Stream.of(failure.getStackTrace())
            .limit(1)
            .anyMatch(frame -> frame.getClassName().startsWith("org.apache.avro."));
  }

  private static String notOpened(Throwable failure) {
    Matcher reason = REASON.matcher(said(failure));
    return reason.matches() && !reason.group("reason").equals(NOT_THERE)
        ? "%s cannot be opened (%s); change its rights, or name another"
            .formatted(reason.group("file"), reason.group("reason"))
        : "there is no file to be read: " + said(failure) + "; bring it back, or name another";
  }

  private static String file(Throwable failure) {
    return Objects.toString(((FileSystemException) failure).getFile(), "that was named");
  }

  /** The first line of what a library says, which for C++ is followed by its stack. */
  private static String said(Throwable failure) {
    String message = Objects.toString(failure.getMessage(), "").strip();
    return message.isEmpty()
        ? "nothing is said of it"
        : CharMatcher.is('.').trimTrailingFrom(message.lines().findFirst().orElse(""));
  }

  private static String oneLine(String text) {
    String line = CharMatcher.javaIsoControl().replaceFrom(text.strip(), ' ');
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
