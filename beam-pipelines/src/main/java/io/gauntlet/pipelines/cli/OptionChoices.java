package io.gauntlet.pipelines.cli;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the options of a command take that take names. */
public final class OptionChoices {
  private static final Pattern ASKED = Pattern.compile("--(?<name>[\\w-]+)=help");
  private static final String RUNNER = "runner";
  private static final int INDENT = 24;
  private static final int WIDTH = 100;

  private OptionChoices() {}

  /** The names that an option takes; empty for one that takes something else. */
  public static ImmutableList<Choice> of(OptionDescription option) {
    Choices choices = option.getter().getAnnotation(Choices.class);
    if (choices == null) {
      return ImmutableList.of();
    }
    try {
      ChoiceList list = choices.from().getDeclaredConstructor().newInstance();
      return Stream.concat(Stream.of(choices.value()).map(Choice::of), list.choices().stream())
          .collect(ImmutableList.toImmutableList());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names that {@code --runner} takes, which is Beam's. */
  public static ImmutableList<Choice> runners() {
    return RunnerName.choices();
  }

  /**
   * What is said of the first option that is asked for help, as in {@code --attacks=help}; empty
   * where none is, or it takes no names: {@code help} may be a folder.
   */
  public static Optional<String> help(
      Class<? extends PipelineOptions> type, List<String> arguments) {
    return arguments.stream()
        .map(ASKED::matcher)
        .filter(Matcher::matches)
        .map(asked -> CommandLineOptions.camel(asked.group("name")))
        .flatMap(name -> help(type, name).stream())
        .findFirst();
  }

  private static Optional<String> help(Class<? extends PipelineOptions> type, String name) {
    if (name.equals(RUNNER)) {
      return Optional.of(text("--runner", "Where the pipeline runs", runners()));
    }
    return OptionDescription.of(type).stream()
        .filter(option -> option.name().equals(name) && !of(option).isEmpty())
        .findFirst()
        .map(option -> text("--" + name, option.help(), of(option)));
  }

  private static String text(String option, String help, List<Choice> choices) {
    StringBuilder text = new StringBuilder();
    text.append(option).append(": ").append(help).append("\n\n");
    for (Choice choice : choices) {
      text.append(
              String.format(
                      Locale.ROOT, "  %-" + (INDENT - 3) + "s %s", choice.name(), choice.meaning())
                  .stripTrailing())
          .append('\n');
    }
    return wrap(text.toString());
  }

  /** Lines of at most {@value #WIDTH} columns; what goes on stands under its beginning. */
  private static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder();
    for (String line : text.lines().toList()) {
      String rest = line;
      String indent = line.startsWith("  ") ? " ".repeat(INDENT) : "  ";
      while (rest.length() > WIDTH) {
        int end = rest.lastIndexOf(' ', WIDTH);
        if (end <= indent.length()) {
          break;
        }
        wrapped.append(rest, 0, end).append('\n');
        rest = indent + rest.substring(end + 1);
      }
      wrapped.append(rest).append('\n');
    }
    return wrapped.toString();
  }
}
