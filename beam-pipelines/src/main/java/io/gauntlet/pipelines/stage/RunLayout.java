package io.gauntlet.pipelines.stage;

import com.google.common.collect.ImmutableList;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.OutcomeFiles;
import io.gauntlet.transforms.io.ShardedFiles;
import java.io.IOException;

/**
 * Where the parts of a run's folder are: what one stage writes is what the next one reads.
 *
 * @param folder the run's folder, without a slash at its end
 */
public record RunLayout(String folder) {
  /** How many files the studies of a part are written to. */
  private static final int FILES = 8;

  /** The layout under a folder as a user gave it. */
  public static RunLayout of(String folder) {
    return new RunLayout(folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder);
  }

  /** The layout of the run whose models are under a folder. */
  static RunLayout ofModels(String models) {
    return new RunLayout(Location.of(models).parent().name());
  }

  /** The training part of the studies. */
  public ShardedFiles train() {
    return new ShardedFiles(folder + "/studies/train", FILES);
  }

  /** The test part of the studies. */
  public ShardedFiles test() {
    return new ShardedFiles(folder + "/studies/test", FILES);
  }

  /** Under which each model has its folder. */
  public String models() {
    return folder + "/models";
  }

  /** The outcomes, as parts or as a version before parts wrote them. */
  public OutcomeFiles outcomes() {
    return new OutcomeFiles(parts());
  }

  /** Whether its outcomes are there as parts. */
  public boolean hasParts() throws IOException {
    return !outcomes().parts().isEmpty();
  }

  /** Folder of the parts of the outcomes. */
  public String parts() {
    return folder + "/outcomes";
  }

  /** What a stage could not use. */
  public ShardedFiles quarantine(String stage) {
    return new ShardedFiles(folder + "/quarantine/" + stage, 1);
  }

  /**
   * All records that a whole run writes but the parts of its outcomes, which stay when it goes on,
   * and the outcomes that a version before parts wrote.
   */
  public ImmutableList<ShardedFiles> records() {
    return ImmutableList.of(
        train(),
        test(),
        quarantine(CohortStage.NAME),
        quarantine(TrainingStage.NAME),
        quarantine(AttackStage.NAME),
        outcomes().shards());
  }
}
