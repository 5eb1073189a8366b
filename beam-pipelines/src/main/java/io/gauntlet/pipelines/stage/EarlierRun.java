package io.gauntlet.pipelines.stage;

import io.gauntlet.model.ModelCard;
import io.gauntlet.pipelines.request.UsageException;
import java.util.function.Function;

/**
 * A run of which a later stage or a command reads what it left.
 *
 * @param option by which a user names its folder, with its dashes
 * @param layout of the folder
 */
public record EarlierRun(String option, RunLayout layout) {

  /** The run in a folder as a user gave it. */
  public static EarlierRun in(String option, String folder) {
    return new EarlierRun(option, RunLayout.of(folder));
  }

  /**
   * The layout, once a part of the studies is known to be there.
   *
   * @param part {@link RunLayout#train} or {@link RunLayout#test}
   * @throws UsageException when there are no studies, or not all
   */
  public RunLayout requireStudies(Function<RunLayout, String> part) {
    return require(part.apply(layout), "run prepare-cohort first, or name its output");
  }

  /**
   * The layout, once its outcomes are known to be there.
   *
   * @throws UsageException when there are none, or not all
   */
  public RunLayout requireOutcomes() {
    return require(layout.outcomes(), "name the folder of a run that attacked");
  }

  private RunLayout require(String prefix, String remedy) {
    NamedPattern shards = new NamedPattern(option, RunLayout.shards(prefix));
    Shards.check(option, shards.pattern(), shards.require(remedy));
    return layout;
  }

  /**
   * The layout, once its outcomes are known to be none, or all there.
   *
   * @throws UsageException when some are missing
   */
  public RunLayout requireWholeOutcomes() {
    NamedPattern shards = new NamedPattern(option, RunLayout.shards(layout.outcomes()));
    Shards.check(option, shards.pattern(), shards.files());
    return layout;
  }

  /**
   * The layout, once a finished model is known to be there.
   *
   * @throws UsageException when there is none
   */
  public RunLayout requireModels() {
    new NamedPattern(option, layout.models() + "/**/" + ModelCard.FILE)
        .require("run train-victims first and let it end, or name its output");
    return layout;
  }
}
