package io.gauntlet.pipelines.replay;

import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which outcome is made again, and where what is said of it goes.
 *
 * @param run folder of the run
 * @param outcome which
 * @param stop number of the answer at which the study is kept too
 * @param output folder of what is written
 */
public record ReplayRequest(String run, WantedOutcome outcome, OptionalInt stop, String output) {
  private static final String FOLDER = "gauntlet-replay";

  /**
   * An outcome as a user names it.
   *
   * @param uid of the study
   * @param victim by its name
   * @param attack as the scorecard names it, or its name alone
   * @param generator victim whose images are shown; empty where none is named
   * @param replica seed of the victim; empty where none is named
   */
  public record WantedOutcome(
      String uid,
      String victim,
      String attack,
      Optional<String> generator,
      Optional<Long> replica) {}

  /**
   * Reads what a user asked for.
   *
   * @throws UsageException when a value cannot be
   */
  public static ReplayRequest of(ReplayOptions options) {
    WantedOutcome wanted =
        new WantedOutcome(
            named("uid", options.getUid()),
            named("victim", options.getVictim()),
            named("attack", options.getAttack()),
            Optional.of(options.getGenerator()).filter(name -> !name.isBlank()),
            Optional.ofNullable(options.getReplica()));
    Limits.atLeast("--stop-at", options.getStopAt(), 0);
    return new ReplayRequest(
        options.getRun(),
        wanted,
        options.getStopAt() == 0 ? OptionalInt.empty() : OptionalInt.of(options.getStopAt()),
        PathOptions.writable(
                "output",
                Optional.ofNullable(options.getOutput())
                    .orElseGet(() -> FOLDER + "/" + name(wanted)))
            .name());
  }

  private static String named(String option, String value) {
    if (value.isBlank()) {
      throw new UsageException("--" + option + " is empty; name one");
    }
    return value.strip();
  }

  /** A folder's name that tells the outcome, whatever letters a uid has. */
  private static String name(WantedOutcome wanted) {
    String name =
        String.join(
            "-",
            wanted.uid(),
            wanted.victim(),
            wanted.attack(),
            wanted.generator().orElse(""),
            wanted.replica().map(String::valueOf).orElse(""));
    return name.replaceAll("[^A-Za-z0-9.=]+", "-").replaceAll("^[.-]+|-+$", "");
  }
}
