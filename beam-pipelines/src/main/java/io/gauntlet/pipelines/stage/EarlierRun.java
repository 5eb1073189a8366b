package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableList;
import io.gauntlet.model.ModelCard;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.io.ShardedFiles;
import java.util.function.Function;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

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
  public RunLayout requireStudies(Function<RunLayout, ShardedFiles> part) {
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

  private RunLayout require(ShardedFiles shards, String remedy) {
    requireWhole(shards, named(shards).require(remedy));
    return layout;
  }

  /**
   * The layout, once its outcomes are known to be none, or all there.
   *
   * @throws UsageException when some are missing
   */
  public RunLayout requireWholeOutcomes() {
    requireWhole(layout.outcomes(), named(layout.outcomes()).files());
    return layout;
  }

  private NamedFiles<Metadata> named(ShardedFiles shards) {
    return new NamedFiles<>(option, shards.toString(), shards::files);
  }

  private void requireWhole(ShardedFiles shards, ImmutableList<Metadata> files) {
    try {
      shards.requireWhole(files);
    } catch (IllegalStateException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  /**
   * The layout, once a finished model is known to be there.
   *
   * @throws UsageException when there is none
   */
  public RunLayout requireModels() {
    new NamedFiles<>(
            option,
            layout.models() + "/**/" + ModelCard.FILE,
            () -> ReadModels.finished(layout.models()))
        .require("run train-victims first and let it end, or name its output");
    return layout;
  }
}
