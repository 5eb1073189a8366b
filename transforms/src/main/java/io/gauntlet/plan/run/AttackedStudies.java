package io.gauntlet.plan.run;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.plan.Candidate;
import java.util.List;
import java.util.Optional;

/**
 * A batch of studies after an attack, as a victim sees it.
 *
 * @param candidate what it is
 * @param logits the victim's, two a study
 * @param change how the pictures differ from the clean ones
 * @param texts the attacked captions; empty where they are the clean ones
 */
record AttackedStudies(
    Candidate candidate,
    List<float[]> logits,
    PictureChange change,
    Optional<List<AttackedText>> texts) {

  /** How far the true class of a study is ahead. */
  float margin(int row, int label) {
    return logits.get(row)[label] - logits.get(row)[1 - label];
  }

  /** The attacked caption of a study; empty where it is the clean one. */
  Optional<AttackedText> text(int row) {
    return texts.map(all -> all.get(row));
  }
}
