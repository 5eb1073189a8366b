package io.gauntlet.score;

import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.io.Serializable;

/**
 * A cell of the scorecard over the studies with one MeSH term alone.
 *
 * @param term the MeSH term
 * @param key the cell
 * @param confusion decisions under attack
 * @param firstRight decisions that were right before the attack, in {@code [0, n]}
 * @param broken those of them that were wrong after, in {@code [0, firstRight]}
 */
public record Slice(
    String term, CellKey key, ConfusionMatrix confusion, long firstRight, long broken)
    implements Serializable {

  /** What the share of the decisions that are right comes to. */
  public enum Shown {
    /** There are studies of both classes. */
    ACCURACY("accuracy"),
    /** All studies are abnormal. */
    SENSITIVITY("sensitivity"),
    /** All studies are normal. */
    SPECIFICITY("specificity");

    private final String label;

    Shown(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }

  /** What its accuracy is: of studies of one class it has another name. */
  public Shown shows() {
    if (confusion.normal() == 0) {
      return Shown.SENSITIVITY;
    }
    return confusion.abnormal() == 0 ? Shown.SPECIFICITY : Shown.ACCURACY;
  }

  /** Share of the decisions that are right, with the interval of {@link Proportion#of}. */
  public Estimate accuracy() {
    return Proportion.of(confusion.truePositives() + confusion.trueNegatives(), confusion.n());
  }

  /**
   * Share of the decisions first right that the attack broke, with the interval of {@link
   * Proportion#of}.
   */
  public Estimate attackSuccessRate() {
    return Proportion.of(broken, firstRight);
  }
}
