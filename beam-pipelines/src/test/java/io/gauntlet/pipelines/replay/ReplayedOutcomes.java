package io.gauntlet.pipelines.replay;

import io.gauntlet.pipelines.replay.ReplayRequest.WantedOutcome;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.PartStudy;
import io.gauntlet.records.parts.PartSummary;
import io.gauntlet.transforms.replay.RecordedOutcome;
import io.gauntlet.transforms.replay.Replay;
import io.gauntlet.transforms.replay.ReplayScope;
import io.gauntlet.transforms.replay.Replayed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Outcomes of a run of one replica, made again.
 *
 * @param wrong what was made and is not what the run wrote, in words; none where all is the same
 * @param scopes how many outcomes took which scope
 */
public record ReplayedOutcomes(List<String> wrong, Map<ReplayScope, Integer> scopes) {

  /** Makes random outcomes again, of whichever attacks. */
  public static ReplayedOutcomes random(Path run, int most, long seed) throws IOException {
    return of(run, most, seed, wanted -> true);
  }

  /** Makes a random outcome of each attack again. */
  public static ReplayedOutcomes ofEachAttack(Path run, long seed) throws IOException {
    Set<String> attacks = new HashSet<>();
    return of(run, Integer.MAX_VALUE, seed, wanted -> attacks.add(wanted.attack()));
  }

  private static ReplayedOutcomes of(
      Path folder, int most, long seed, Predicate<WantedOutcome> picked) throws IOException {
    List<WantedOutcome> wanted = all(folder);
    Collections.shuffle(wanted, new Random(seed));
    ReplayedRun run = ReplayedRun.in(folder.toString());
    List<String> wrong = new ArrayList<>();
    Map<ReplayScope, Integer> scopes = new EnumMap<>(ReplayScope.class);
    try (Replay replay = Replay.of(run.models(Optional.empty()), run.device())) {
      for (WantedOutcome each : wanted.stream().filter(picked).limit(most).toList()) {
        RecordedOutcome recorded = run.find(each);
        Replayed again = replay.again(recorded, run.draws(recorded), OptionalInt.empty());
        scopes.merge(again.scope(), 1, Integer::sum);
        if (!again.agreement().isSame()) {
          wrong.add(each + ": " + again.agreement());
        }
      }
    }
    return new ReplayedOutcomes(wrong, scopes);
  }

  private static List<WantedOutcome> all(Path folder) throws IOException {
    List<WantedOutcome> all = new ArrayList<>();
    for (PartSummary part : RunParts.of(RunLayout.of(folder.toString())).summaries()) {
      for (PartStudy study : part.studies()) {
        for (PartCell cell : part.cells()) {
          all.add(
              new WantedOutcome(
                  study.uid(),
                  cell.victim(),
                  cell.attack(),
                  Optional.ofNullable(cell.generator()),
                  Optional.empty()));
        }
      }
    }
    return all;
  }
}
