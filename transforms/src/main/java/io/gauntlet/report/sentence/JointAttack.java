package io.gauntlet.report.sentence;

import io.gauntlet.score.Attacked;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;

/**
 * What an attack on both modalities really changed. One that has fooled every study by the time that
 * it comes to the words changes none of them, and is an attack on the images alone.
 */
public enum JointAttack {
  /** Some images and some captions, or it is not recorded. */
  BOTH("the images and the words"),
  /** Images, and no caption. */
  IMAGES_ALONE("the images alone"),
  /** Captions, and no image. */
  WORDS_ALONE("the words alone"),
  /** Nothing at all. */
  NOTHING("nothing");

  private final String label;

  JointAttack(String label) {
    this.label = label;
  }

  /** What a cell of an attack on both changed. */
  static JointAttack of(ScorecardCell cell) {
    return switch (cell.changed()) {
      case IMAGE -> IMAGES_ALONE;
      case TEXT -> WORDS_ALONE;
      case NOTHING -> NOTHING;
      case BOTH, UNKNOWN -> BOTH;
    };
  }

  /** What the joint attack of a pair changed. */
  public static JointAttack of(Scorecard scorecard, ModalityInteraction pair) {
    return scorecard
        .cell(pair.victim(), pair.jointAttack())
        .filter(cell -> cell.scoredAttack().attacked() == Attacked.BOTH)
        .map(JointAttack::of)
        .orElse(BOTH);
  }

  /** Whether both were changed, as far as is known. */
  public boolean isJoint() {
    return this == BOTH;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
