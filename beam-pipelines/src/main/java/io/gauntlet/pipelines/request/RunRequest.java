package io.gauntlet.pipelines.request;

import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.score.policy.GatePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that a whole run is asked for, read and checked once.
 *
 * @param output folder of the results
 * @param cohort that is read
 * @param split of the cohort
 * @param training of the victims
 * @param attacks on the victims
 * @param scoring of the outcomes
 * @param models that are attacked instead of training any; empty where some are trained
 */
public record RunRequest(
    String output,
    CohortRequest cohort,
    SplitRequest split,
    TrainingRequest training,
    AttackRequest attacks,
    ScoringRequest scoring,
    Optional<TrainedModels> models) {

  /** Checks that each victim that an attack names is trained here or brought. */
  public RunRequest {
    List<VictimProfile> victims =
        models
            .map(RunRequest::profiles)
            .orElseGet(() -> new ArrayList<>(training.victims().profiles()));
    if (victims.isEmpty() && attacks.victims().folders().isEmpty()) {
      throw new UsageException(
          "--train=none trains no victim and --victims brings none; name the folder of one");
    }
    Set<String> names =
        victims.stream().map(VictimProfile::name).collect(Collectors.toUnmodifiableSet());
    for (String own : attacks.victims().folders().keySet()) {
      if (names.contains(own)) {
        throw new UsageException(
            "--victims: '%s' is also the name of a victim that is trained; name one of them anew"
                .formatted(own));
      }
    }
    victims.addAll(attacks.victims().profiles());
    try {
      List<Omitted> omitted = AttackPlan.omitted(victims, attacks.grid());
      if (attacks.victims().foreseen().size() == victims.size() && !omitted.isEmpty()) {
        throw new UsageException(
            "--attacks: %s: %s, which no victim of this run does; leave it out"
                .formatted(omitted.get(0).attack(), omitted.get(0).reason()));
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attacks: " + e.getMessage(), e);
    }
  }

  /**
   * The victims that a plan can know: those that are trained, and those of which enough is said.
   */
  public List<VictimProfile> plannedVictims() {
    return Stream.concat(
            training.victims().profiles().stream(),
            attacks.victims().profiles().stream()
                .filter(own -> attacks.victims().foreseen().containsKey(own.name())))
        .toList();
  }

  /** The same, in the order of the policy by which a night is decided. */
  public RunRequest with(GatePolicy decisive) {
    return new RunRequest(output, cohort, split, training, attacks.with(decisive), scoring, models);
  }

  /** What must be known of models to tell whether attacks name them. */
  private static List<VictimProfile> profiles(TrainedModels models) {
    return models.names().stream()
        .map(VictimProfile::blackBox)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
