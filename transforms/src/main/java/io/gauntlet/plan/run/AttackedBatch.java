package io.gauntlet.plan.run;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.attack.victim.CaptionCounts;
import io.gauntlet.plan.Cell;
import io.gauntlet.schema.Outcome;
import java.util.List;

/**
 * What a plan gave on one batch of studies.
 *
 * @param outcomes one for each study and cell of the plan, the cells in the plan's order
 * @param unanswered the cells whose victim gave no answers that could be scored, and why
 * @param captions what its captions cost
 */
public record AttackedBatch(
    List<Outcome> outcomes, ImmutableMap<Cell, String> unanswered, CaptionCounts captions) {

  public AttackedBatch {
    outcomes = List.copyOf(outcomes);
  }
}
