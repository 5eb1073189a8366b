package io.gauntlet.score.tally;

import io.gauntlet.schema.Outcome;
import java.io.Serializable;

/**
 * How many studies an attack changed.
 *
 * @param images studies whose images are others than before
 * @param captions studies whose caption is another than before
 * @param returned studies, right before, whose gradient was sound and whose images came back clean:
 *     where an attack takes a single step, it saw two points and returned the one of the higher
 *     loss, so that the loss was lower at the end of the step than at its start
 * @param kept studies that are decided as before, whatever was changed
 */
public record ChangeTally(long images, long captions, long returned, long kept)
    implements Serializable {
  /** No study yet. */
  static final ChangeTally NONE = new ChangeTally(0, 0, 0, 0);

  /** What an attack did to one study. */
  static ChangeTally of(Outcome outcome, Decision decision) {
    boolean changed = outcome.getLinf() > 0;
    boolean sound =
        outcome.getGradients() > 0
            && outcome.getZeroGradients() == 0
            && outcome.getNonFiniteGradients() == 0;
    return new ChangeTally(
        changed ? 1 : 0,
        outcome.getWordsChanged() > 0 ? 1 : 0,
        decision.wasRight() && sound && !changed ? 1 : 0,
        decision.clean() == decision.attacked() ? 1 : 0);
  }

  /** The studies of both. */
  ChangeTally plus(ChangeTally other) {
    return new ChangeTally(
        images + other.images,
        captions + other.captions,
        returned + other.returned,
        kept + other.kept);
  }
}
