package io.gauntlet.pipelines.completion;

import com.google.common.collect.ImmutableList;
import io.gauntlet.pipelines.cli.Choice;
import io.gauntlet.pipelines.cli.OptionChoices;
import io.gauntlet.pipelines.cli.OptionDescription;
import io.gauntlet.pipelines.completion.CompletedOption.Kind;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A command as a shell completes it.
 *
 * @param name as typed
 * @param summary in a line
 * @param words that may stand after the name
 * @param options its own, and those of Beam that everybody uses
 */
public record CompletedCommand(
    String name,
    String summary,
    ImmutableList<String> words,
    ImmutableList<CompletedOption> options) {

  /** A command with the options that a type declares. */
  public static CompletedCommand of(
      String name, String summary, List<String> words, Class<? extends PipelineOptions> type) {
    ImmutableList.Builder<CompletedOption> options = ImmutableList.builder();
    OptionDescription.of(type).stream().map(CompletedOption::of).forEach(options::add);
    options.add(new CompletedOption("help", Kind.FLAG, ImmutableList.of()));
    if (type != PipelineOptions.class) {
      options.add(
          new CompletedOption(
              "runner",
              Kind.WORD,
              OptionChoices.runners().stream()
                  .map(Choice::name)
                  .collect(ImmutableList.toImmutableList())));
      options.add(new CompletedOption("targetParallelism", Kind.WORD, ImmutableList.of()));
    }
    return new CompletedCommand(name, summary, ImmutableList.copyOf(words), options.build());
  }
}
