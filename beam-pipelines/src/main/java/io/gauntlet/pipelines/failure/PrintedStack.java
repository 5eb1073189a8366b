package io.gauntlet.pipelines.failure;

import com.google.common.base.Strings;
import io.gauntlet.data.WorkFailedException;
import io.gauntlet.data.WorkFailedException.Place;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure whose stack was printed. What a worker throws comes back from a job server as text, in
 * the message of an exception of the runner; here it becomes exceptions again, as far as their kind
 * and their words go.
 */
final class PrintedStack {
  /** How the exception begins that Beam's runner for job servers throws. */
  private static final String TOLD = "The Runner experienced the following error during execution:";

  private static final String CAUSE = "Caused by: ";
  private static final String OURS = "io.gauntlet.";

  /** A class and its words; before the outermost one stand words of the runner. */
  private static final Pattern FAILURE =
      Pattern.compile(
          "(?<type>(?:[a-z]\\w*\\.)+[A-Z][\\w$]*)(?:: (?<message>.*))?", Pattern.DOTALL);

  /** A line of a stack: where something was thrown, or how many lines are left out. */
  private static final Pattern LINE =
      Pattern.compile("\\s+(at (?:[^/(]*/)?(?<type>[\\w.$]+)\\.[\\w$<>]+\\(.*|\\.\\.\\. \\d+ .*)");

  /**
   * One failure of the stack.
   *
   * @param type name of its class
   * @param thrower name of the class that threw it; empty where it is not told
   */
  private record Printed(String type, String message, String thrower) {}

  private PrintedStack() {}

  /** The failure that another tells of in its message; empty where it tells of none. */
  static Optional<Throwable> in(Throwable failure) {
    String message = Strings.nullToEmpty(failure.getMessage());
    return message.startsWith(TOLD)
        ? Optional.of(parse(message.substring(TOLD.length())))
        : Optional.empty();
  }

  /** The failure whose stack was printed. */
  static Throwable parse(String stack) {
    List<Printed> all = read(stack);
    Throwable made = make(all.get(all.size() - 1), Optional.empty());
    for (int i = all.size() - 2; i >= 0; i--) {
      made = make(all.get(i), Optional.of(made));
    }
    return made;
  }

  /** The failures, the outermost first. */
  private static List<Printed> read(String stack) {
    List<Printed> all = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    String thrower = "";
    for (String line : stack.strip().lines().toList()) {
      Matcher inStack = LINE.matcher(line);
      if (line.startsWith(CAUSE)) {
        all.add(printed(words.toString(), thrower));
        words = new StringBuilder(line.substring(CAUSE.length()));
        thrower = "";
      } else if (!inStack.matches()) {
        words.append('\n').append(line);
      } else if (thrower.isEmpty()) {
        thrower = Strings.nullToEmpty(inStack.group("type"));
      }
    }
    all.add(printed(words.toString(), thrower));
    return all;
  }

  private static Printed printed(String words, String thrower) {
    Matcher failure = FAILURE.matcher(words);
    return failure.find()
        ? new Printed(failure.group("type"), Strings.nullToEmpty(failure.group("message")), thrower)
        : new Printed(RuntimeException.class.getName(), words.strip(), thrower);
  }

  private static Throwable make(Printed printed, Optional<Throwable> cause) {
    if (printed.type().equals(WorkFailedException.class.getName()) && cause.isPresent()) {
      // The places are told, and then why.
      String where =
          printed.message().replace(": " + Strings.nullToEmpty(cause.get().getMessage()), "");
      return WorkFailedException.at(Place.STAGE, where, cause.get());
    }
    boolean ours = printed.type().startsWith(OURS);
    Throwable made = ours ? new IllegalStateException(printed.message()) : ofLibrary(printed);
    made.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(ours ? printed.type() : printed.thrower(), "", null, 0)
        });
    if (cause.isPresent() && made.getCause() == null) {
      made.initCause(cause.get());
    }
    return made;
  }

  /** A failure of the class, or where that takes more than words, of the nearest that does not. */
  private static Throwable ofLibrary(Printed printed) {
    try {
      for (Class<?> type =
              Class.forName(printed.type(), false, PrintedStack.class.getClassLoader());
          Throwable.class.isAssignableFrom(type);
          type = type.getSuperclass()) {
        Optional<Constructor<?>> ofWords =
            Arrays.stream(type.getConstructors())
                .filter(
                    made -> Arrays.equals(made.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst();
        if (ofWords.isPresent()) {
          return (Throwable) ofWords.get().newInstance(printed.message());
        }
      }
    } catch (ReflectiveOperationException e) {
      // A library that only the worker has, or a failure that takes words of a form of its own.
    }
    return new RuntimeException(printed.message());
  }
}
