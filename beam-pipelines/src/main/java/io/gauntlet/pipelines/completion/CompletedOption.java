package io.gauntlet.pipelines.completion;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.cli.Choice;
import io.gauntlet.pipelines.cli.Names;
import io.gauntlet.pipelines.cli.OptionChoices;
import io.gauntlet.pipelines.cli.OptionDescription;
import io.gauntlet.pipelines.request.PathOptions;

/**
 * An option as a shell completes it.
 *
 * @param name without dashes
 * @param kind of its values
 * @param values the names that it takes; empty where it takes something else
 */
record CompletedOption(String name, Kind kind, ImmutableList<String> values) {

  /** What a shell offers after the equals sign. */
  enum Kind {
    /** Nothing has to follow the name. */
    FLAG,
    /** Files and folders. */
    PATH,
    /** The names, or nothing. */
    WORD
  }

  static CompletedOption of(OptionDescription option) {
    return new CompletedOption(
        option.name(),
        kind(option),
        OptionChoices.of(option).stream()
            .map(Choice::name)
            .collect(ImmutableList.toImmutableList()));
  }

  private static Kind kind(OptionDescription option) {
    if (option.type() == boolean.class || option.type() == Boolean.class) {
      return Kind.FLAG;
    }
    boolean path =
        PathOptions.isPath(option.name()) && !option.getter().isAnnotationPresent(Names.class);
    return path ? Kind.PATH : Kind.WORD;
  }

  /** As it is offered: what takes a value ends with the sign that comes before it. */
  String written() {
    return "--" + name + (kind == Kind.FLAG ? "" : "=");
  }
}
