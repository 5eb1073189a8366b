package io.gauntlet.transforms.io;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.schema.Outcome;
import org.apache.avro.Schema;

/** Outcomes without what only the gallery shows: images need not travel through a join. */
public final class LeanOutcome {
  private static final ImmutableSet<String> LEFT_OUT =
      ImmutableSet.of("adversarialImage", "adversarialCaption", "cleanCaption", "meaning");

  private LeanOutcome() {}

  /** Shares what it keeps with the outcome: Avro's builder would copy every list and record. */
  public static Outcome of(Outcome outcome) {
    Outcome lean = new Outcome();
    for (Schema.Field field : Outcome.getClassSchema().getFields()) {
      if (!LEFT_OUT.contains(field.name())) {
        lean.put(field.pos(), outcome.get(field.pos()));
      }
    }
    return lean;
  }
}
