package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.Outcome;
import org.apache.avro.Schema;

/** Outcomes without what only the gallery shows: images need not travel through a join. */
final class LeanOutcome {
  private LeanOutcome() {}

  /** Shares what it keeps with the outcome: Avro's builder would copy every list and record. */
  static Outcome of(Outcome outcome) {
    Outcome lean = new Outcome();
    for (Schema.Field field : Outcome.getClassSchema().getFields()) {
      lean.put(field.pos(), outcome.get(field.pos()));
    }
    lean.setAdversarialImage(null);
    lean.setAdversarialCaption(null);
    lean.setCleanCaption(null);
    lean.setMeaning(null);
    return lean;
  }
}
