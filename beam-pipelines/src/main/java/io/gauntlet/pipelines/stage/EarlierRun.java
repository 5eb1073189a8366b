package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableList;
import io.gauntlet.model.ModelCard;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.transforms.attacking.ReadModels;
import io.gauntlet.transforms.io.OutcomeFiles;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.ShardedFiles;
import io.gauntlet.transforms.release.ReferenceStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * A run of which a later stage or a command reads what it left.
 *
 * @param option by which a user names its folder, with its dashes
 * @param layout of the folder
 */
public record EarlierRun(String option, RunLayout layout) {
  private static final String SEED = "seed";
  private static final String CAPTIONS = "keepCaptions";

  /** The option of a demo alone: how many patients it draws. */
  private static final String DRAWN = "studies";

  /**
   * The run in a folder as a user gave it.
   *
   * @throws UsageException when it names none
   */
  public static EarlierRun in(String option, String folder) {
    if (folder.isBlank()) {
      throw new UsageException(option + " is empty; name the folder of a run");
    }
    return new EarlierRun(option, RunLayout.of(folder));
  }

  /**
   * The run that a store holds candidates against.
   *
   * @throws UsageException when what the store wrote down cannot be read, or is not what is there
   */
  public static EarlierRun reference(String option, ReferenceStore store) {
    try {
      return in(option, store.reference());
    } catch (IOException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  /**
   * The layout, once a part of the studies is known to be there.
   *
   * @param part {@link RunLayout#train} or {@link RunLayout#test}
   * @throws UsageException when there are no studies, or not all
   */
  public RunLayout requireStudies(Function<RunLayout, ShardedFiles> part) throws IOException {
    require(part.apply(layout), "run prepare-cohort first, or name its output");
    if (KeptCaptions.NONE.toString().equals(RunFolder.options(layout.folder()).get(CAPTIONS))
        && isWhole(layout)) {
      throw new UsageException(option + ": " + withoutCaptions(layout));
    }
    return layout;
  }

  /** Whether one call made it, from the cohort on: an attack run apart leaves studies alone. */
  private static boolean isWhole(RunLayout layout) throws IOException {
    return new RunFiles(layout.folder()).names().contains(RunFolder.FILE);
  }

  /** Why the studies of a run cannot be used again, and what can be done, in one line. */
  static String withoutCaptions(RunLayout layout) {
    return layout.folder()
        + "/studies keeps no captions (--keepCaptions=none), so that what uses them again needs the"
        + " cohort: gauntlet run --modelsFrom=DIR with the options by which "
        + layout.folder()
        + "/"
        + RunFolder.FILE
        + " names it";
  }

  /**
   * The layout, once there is something in the folder.
   *
   * @throws UsageException when there is nothing
   */
  public RunLayout requireFolder() {
    try {
      if (new RunFiles(layout.folder()).isEmpty()) {
        throw new UsageException(
            option + ": there is no run in " + layout.folder() + "; name the folder of one");
      }
      return layout;
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(option + ": " + layout.folder() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The layout, once its outcomes are known to be there.
   *
   * @throws UsageException when there are none, or not all
   */
  public RunLayout requireOutcomes() {
    OutcomeFiles outcomes = layout.outcomes();
    new NamedFiles<>(option, outcomes.toString(), outcomes::files)
        .require("name the folder of a run that attacked");
    return requireWholeOutcomes();
  }

  private RunLayout require(ShardedFiles shards, String remedy) {
    requireWhole(shards, named(shards).require(remedy));
    return layout;
  }

  /**
   * The layout, once its outcomes are known to be none, or all there, as far as their names tell.
   *
   * @throws UsageException when some are missing
   */
  public RunLayout requireWholeOutcomes() {
    ShardedFiles shards = layout.outcomes().shards();
    requireWhole(shards, named(shards).files());
    return layout;
  }

  /**
   * The layout, once its outcomes are known to be those that the run wrote. A run of a version that
   * wrote no parts has nothing to hold them against.
   *
   * @throws UsageException when there are none, or not all, or others
   */
  public RunLayout requireIntactOutcomes() throws IOException {
    requireOutcomes();
    if (layout.outcomes().parts().isEmpty()) {
      return layout;
    }
    CheckedRun checked = CheckedRun.of(layout);
    if (!checked.isWhole()) {
      throw new UsageException(
          "%s: the outcomes are not those that the run wrote: %s%s"
              .formatted(
                  option,
                  checked.faults().get(0).text(),
                  checked.faults().size() > 1
                      ? "; gauntlet verify --run=%s lists %s more"
                          .formatted(layout.folder(), checked.faults().size() - 1)
                      : ""));
    }
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
   * Checks that a run leaves the same studies of a cohort to be attacked as the run that trained
   * the models did: with others, a model would be asked about studies that it was trained on.
   *
   * @param now what decides the results of the new run
   * @throws UsageException when it would be
   */
  public void requireSameSplit(Provenance now) throws IOException {
    Map<String, String> before = RunFolder.options(layout.folder());
    Map<String, String> after = now.texts();
    boolean sameCohort =
        now.dataDigest()
                .filter(digest -> digest.equals(before.get(Provenance.DATA_DIGEST)))
                .isPresent()
            || isDrawnAlike(before, after);
    for (String name : List.of(SEED, "trainFraction")) {
      if (sameCohort && !before.getOrDefault(name, "").equals(after.get(name))) {
        throw new UsageException(
            "%s: its models were trained on studies that --%s=%s would attack; give --%s=%s"
                .formatted(option, name, after.get(name), name, before.get(name)));
      }
    }
  }

  /** Whether both are demos that draw the same patients, as far as both have so many. */
  private static boolean isDrawnAlike(Map<String, String> before, Map<String, String> after) {
    return before.containsKey(DRAWN)
        && after.containsKey(DRAWN)
        && before.getOrDefault(SEED, "").equals(after.get(SEED));
  }

  /**
   * The layout, once a finished model is known to be there.
   *
   * @throws UsageException when there is none
   */
  public RunLayout requireModels() {
    return requireModels("run train-victims first and let it end, or name its output");
  }

  /**
   * The same, where no run of the moment makes them.
   *
   * @param remedy what the user can do where there is none
   */
  public RunLayout requireModels(String remedy) {
    new NamedFiles<>(
            option,
            layout.models() + "/**/" + ModelCard.FILE,
            () -> ReadModels.finished(layout.models()))
        .require(remedy);
    return layout;
  }
}
