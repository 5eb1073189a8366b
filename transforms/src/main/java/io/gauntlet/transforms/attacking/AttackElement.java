package io.gauntlet.transforms.attacking;

import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.PartName;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import java.io.IOException;

/** The work of one element: one part of the plan on one batch of studies. */
interface AttackElement {

  /** Takes what an element makes. */
  interface Taker {
    /** Takes an outcome. */
    void outcome(Outcome outcome) throws IOException;

    /** Takes a study that cannot be attacked. */
    void unused(Quarantined study);

    /** Takes a cell whose victim gave no answers, so that the work is to be done again. */
    void unanswered(Quarantined cell);
  }

  /** Its batch and its part of the plan. */
  PartName name();

  /** A digest of all that decides its outcomes. */
  String inputs();

  /** What its outcomes do not tell of themselves. */
  Making making();

  /** Does the work. */
  void attack(Taker taker) throws IOException;
}
