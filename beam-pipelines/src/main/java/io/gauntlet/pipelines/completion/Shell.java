package io.gauntlet.pipelines.completion;

import com.google.common.base.Ascii;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.io.Resources;
import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.completion.CompletedOption.Kind;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shells that complete the command. A script has the names of one version in it and starts no
 * Java: four functions that tell what there is, the same for each shell, and before them what the
 * shell does with it, of a resource.
 */
public enum Shell {
  BASH,
  ZSH;

  /**
   * The shell of a name.
   *
   * @throws UsageException when it is none of these
   */
  public static Shell named(String name) {
    return Arrays.stream(values())
        .filter(shell -> shell.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "completion: '%s' is no shell that it knows%s"
                        .formatted(name, KnownNames.instead(name, names()))));
  }

  /** All of them, as typed. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Shell::key).toList();
  }

  private String key() {
    return Ascii.toLowerCase(name());
  }

  /** The script that completes commands. */
  public String script(List<CompletedCommand> commands) throws IOException {
    String logic =
        Resources.toString(
            Resources.getResource(Shell.class, "completion." + key()), StandardCharsets.UTF_8);
    String names =
        function(
            "_gauntlet_commands",
            "  printf '%s\\n' "
                + commands.stream()
                    .map(command -> quoted(command.name() + ":" + command.summary()))
                    .collect(Collectors.joining(" "))
                + "\n");
    return logic.replace(
        "@FUNCTIONS@", names + words(commands) + values(commands) + paths(commands));
  }

  /** What may follow a command: its words and options. */
  private static String words(List<CompletedCommand> commands) {
    StringBuilder cases = new StringBuilder();
    for (CompletedCommand command : commands) {
      String all =
          Stream.concat(
                  command.words().stream(),
                  command.options().stream().map(CompletedOption::written))
              .map(Shell::quoted)
              .collect(Collectors.joining(" "));
      cases.append("    %s) printf '%%s\\n' %s ;;\n".formatted(command.name(), all));
    }
    return function("_gauntlet_words", cased(cases));
  }

  /** The names that an option of a command takes: {@code COMMAND:OPTION}. */
  private static String values(List<CompletedCommand> commands) {
    SetMultimap<List<String>, String> options = LinkedHashMultimap.create();
    for (CompletedCommand command : commands) {
      for (CompletedOption option : command.options()) {
        if (!option.values().isEmpty()) {
          options.put(option.values(), command.name() + ":" + option.name());
        }
      }
    }
    StringBuilder cases = new StringBuilder();
    options
        .asMap()
        .forEach(
            (values, takers) ->
                cases.append(
                    "    %s) printf '%%s\\n' %s ;;\n"
                        .formatted(
                            String.join("|", takers),
                            values.stream().map(Shell::quoted).collect(Collectors.joining(" ")))));
    return function("_gauntlet_values", cased(cases));
  }

  /** Whether an option of a command takes paths. */
  private static String paths(List<CompletedCommand> commands) {
    String takers =
        commands.stream()
            .flatMap(
                command ->
                    command.options().stream()
                        .filter(option -> option.kind() == Kind.PATH)
                        .map(option -> command.name() + ":" + option.name()))
            .collect(Collectors.joining("|"));
    return function(
        "_gauntlet_takes_paths",
        cased(new StringBuilder("    %s) return 0 ;;\n    *) return 1 ;;\n".formatted(takers))));
  }

  private static String function(String name, String body) {
    return name + "() {\n" + body + "}\n\n";
  }

  private static String cased(StringBuilder cases) {
    return "  case $1 in\n" + cases + "  esac\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
