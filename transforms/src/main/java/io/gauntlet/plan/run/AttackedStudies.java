package io.gauntlet.plan.run;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.plan.Candidate;
import java.util.List;

/**
 * A batch of studies after an attack, as a victim sees it.
 *
 * @param candidate what it is
 * @param logits the victim's, two a study
 * @param pictures the attacked pictures; null where they are the clean ones
 * @param texts the attacked captions; null where they are the clean ones
 */
record AttackedStudies(
    Candidate candidate, List<float[]> logits, MadePictures pictures, List<AttackedText> texts) {

  /** How far the true class of a study is ahead. */
  float margin(int row, int label) {
    return logits.get(row)[label] - logits.get(row)[1 - label];
  }
}
