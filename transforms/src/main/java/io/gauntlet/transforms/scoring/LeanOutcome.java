package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.Outcome;

/** Outcomes without what only the gallery shows: images need not travel through a join. */
final class LeanOutcome {
  private LeanOutcome() {}

  static Outcome of(Outcome outcome) {
    return Outcome.newBuilder(outcome)
        .setAdversarialImage(null)
        .setAdversarialCaption(null)
        .setCleanCaption(null)
        .setMeaning(null)
        .build();
  }
}
