package io.gauntlet.plan.run;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.TextClassifier;
import io.gauntlet.attack.spec.AttackedStudy;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.PlanNode;
import java.util.List;

/**
 * Looks on while a batch of studies is attacked. Whatever it does, the answers that attacks get are
 * those of the victim, so that the outcomes are the same with it and without.
 */
public interface AttackWatch {
  /** Nobody looks on. */
  AttackWatch NONE = new AttackWatch() {};

  /** Called once, before anything is attacked. */
  default void begin(StudyBatch batch) {}

  /** Called before each step of the plan. */
  default void step(PlanNode node) {}

  /**
   * The victim that an attack on images asks.
   *
   * @param made what the attack makes
   * @param labels the classes that the attack wants to leave, one a study
   * @param victim whose answers are given on
   */
  default ImageClassifier images(Content.Made made, List<Integer> labels, ImageClassifier victim) {
    return victim;
  }

  /**
   * The victim that an attack on captions asks.
   *
   * @param made what the attack makes: sets of all studies, one after the other
   * @param labels the classes that the attack wants to leave, one a study
   * @param victim whose answers are given on
   */
  default TextClassifier captions(
      List<Content.Made> made, List<Integer> labels, TextClassifier victim) {
    return victim;
  }

  /**
   * Called when an attack on images ends.
   *
   * @param images {@code [batch, views, height, width]} in {@code [0, 1]}, lent for the call
   */
  default void madeImages(Content.Made made, NDArray images) {}

  /**
   * Called when an attack on captions ends.
   *
   * @param captions one a study
   */
  default void madeCaptions(Content.Made made, List<String> captions) {}

  /**
   * Called when a cell is scored.
   *
   * @param counted the attacked study that counts, of each study of the batch
   */
  default void scored(Cell cell, List<AttackedStudy> counted) {}
}
