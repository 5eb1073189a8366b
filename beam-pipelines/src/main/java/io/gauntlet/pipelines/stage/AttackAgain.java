package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.ShellWord;
import java.io.IOException;
import java.util.Map;

/** The command that attacks the models of a run as the run did, for a message. */
final class AttackAgain {
  private static final String MODELS = "modelsFrom";

  /** What decides which studies are attacked, and how. */
  private static final ImmutableList<String> OPTIONS =
      ImmutableList.of(
          "source",
          "reports",
          "projections",
          "images",
          "cohort",
          "columns",
          "label",
          "views",
          "missingViews",
          "encoding",
          "modalities",
          "trainFraction",
          "seed",
          "attacks",
          "transfers",
          "epsilons",
          "fractions",
          "maxQueries",
          "lexicon",
          "victims",
          "sample",
          "attackBatch",
          "keepCaptions");

  private AttackAgain() {}

  /**
   * The command, with the options that the run wrote down. Models that it took from another run are
   * taken from there again.
   */
  static String command(RunLayout run) throws IOException {
    StringBuilder command = new StringBuilder("gauntlet run");
    Map<String, String> options = RunFolder.options(run.folder());
    String trained = options.getOrDefault(MODELS, "");
    append(command, MODELS, trained.isEmpty() ? run.folder() : trained);
    for (String name : OPTIONS) {
      if (!options.getOrDefault(name, "").isEmpty()) {
        append(command, name, options.get(name));
      }
    }
    append(command, "output", run.folder() + "-again");
    return command.toString();
  }

  private static void append(StringBuilder command, String name, String value) {
    command.append(' ').append(ShellWord.of("--" + name + "=" + value));
  }
}
