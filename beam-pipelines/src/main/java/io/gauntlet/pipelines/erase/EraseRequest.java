package io.gauntlet.pipelines.erase;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.CommaList;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;

/**
 * Which study is taken out of which runs.
 *
 * @param uid of the study
 * @param runs folders of runs and release stores, each once, at least one
 * @param mode whether it is done
 */
public record EraseRequest(String uid, ImmutableList<String> runs, Mode mode) {

  /** Whether something is changed. */
  public enum Mode {
    /** The study is taken out. */
    ERASE,
    /** What would be is said. */
    DRY_RUN
  }

  /**
   * What a user asked for.
   *
   * @param runs separated by commas; one that is part of a name follows a backslash
   * @throws UsageException when no study or no run is named
   */
  public static EraseRequest of(String uid, String runs, Mode mode) {
    if (uid.isBlank()) {
      throw new UsageException("--uid is empty; name a study");
    }
    ImmutableSet<String> folders =
        list(runs).stream()
            .map(run -> PathOptions.absolute("run", run))
            .collect(ImmutableSet.toImmutableSet());
    if (folders.isEmpty()) {
      throw new UsageException("--run is empty; name the folder of a run");
    }
    return new EraseRequest(uid, folders.asList(), mode);
  }

  private static ImmutableList<String> list(String runs) {
    return UsageException.reading("--run", () -> CommaList.of(runs));
  }
}
