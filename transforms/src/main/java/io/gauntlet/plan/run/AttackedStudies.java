package io.gauntlet.plan.run;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.Logits;
import io.gauntlet.attack.spec.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * A batch of studies after an attack, as a victim sees it.
 *
 * @param attempt what it is
 * @param logits the victim's, of each study
 * @param change how the images differ from the clean ones
 * @param texts the attacked captions; empty where they are the clean ones
 */
record AttackedStudies(
    Attempt attempt, List<Logits> logits, ImageChange change, Optional<List<AttackedText>> texts) {

  /** How far the true class of a study is ahead, in the precision of the logits. */
  float margin(int row, int label) {
    return (float) logits.get(row).margin(label);
  }

  /** The attacked caption of a study; empty where it is the clean one. */
  Optional<AttackedText> text(int row) {
    return texts.map(all -> all.get(row));
  }
}
