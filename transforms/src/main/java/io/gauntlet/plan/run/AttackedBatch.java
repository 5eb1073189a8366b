package io.gauntlet.plan.run;

import io.gauntlet.attack.victim.CaptionCounts;
import io.gauntlet.schema.Outcome;
import java.util.List;

/**
 * What a plan gave on one batch of studies.
 *
 * @param outcomes one for each study and cell of the plan
 * @param captions what its captions cost
 */
public record AttackedBatch(List<Outcome> outcomes, CaptionCounts captions) {

  public AttackedBatch {
    outcomes = List.copyOf(outcomes);
  }
}
