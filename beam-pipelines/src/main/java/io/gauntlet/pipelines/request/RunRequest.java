package io.gauntlet.pipelines.request;

import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.plan.AttackPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a whole run is asked for, read and checked once.
 *
 * @param output folder of the results
 * @param cohort that is read
 * @param split of the cohort
 * @param training of the victims
 * @param attacks on the victims
 * @param scoring of the outcomes
 */
public record RunRequest(
    String output,
    CohortRequest cohort,
    SplitRequest split,
    TrainingRequest training,
    AttackRequest attacks,
    ScoringRequest scoring) {

  /** Checks that each victim that an attack names is trained here or brought. */
  public RunRequest {
    List<VictimProfile> victims = new ArrayList<>(training.victims().profiles());
    for (String own : attacks.victims().folders().keySet()) {
      if (training.victims().names().contains(own)) {
        throw new UsageException(
            "--victims: '%s' is also the name of a victim that is trained; name one of them anew"
                .formatted(own));
      }
      victims.add(VictimProfile.blackBox(own));
    }
    try {
      AttackPlan.check(victims, attacks.grid());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attacks: " + e.getMessage(), e);
    }
  }
}
