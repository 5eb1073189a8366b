package io.gauntlet.pipelines.request;

import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.VictimProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a whole run is asked for, read and checked once.
 *
 * @param output folder of the results
 * @param cohort that is read
 * @param split of the cohort
 * @param attacks on the victims
 * @param scoring of the outcomes
 */
public record RunRequest(
    String output,
    CohortRequest cohort,
    SplitRequest split,
    AttackRequest attacks,
    ScoringRequest scoring) {

  /** Checks that each victim that an attack names is trained here or brought. */
  public RunRequest {
    List<VictimProfile> victims = new ArrayList<>(VictimProfile.builtIn(cohort.modalities()));
    for (String own : attacks.victims().folders().keySet()) {
      victims.add(VictimProfile.blackBox(own));
    }
    try {
      AttackPlan.check(victims, attacks.grid());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attacks: " + e.getMessage(), e);
    }
  }
}
